import Environments

/// The resources of a host that services use, with all replicas.
package struct ResourceDemand: Hashable, Sendable {
  /// In bytes.
  package var reservedMemory = 0.0
  package var limitedMemory = 0.0
  package var reservedProcessors = 0.0

  /// Whether any amount is declared.
  package var isKnown: Bool { reservedMemory + limitedMemory + reservedProcessors > 0 }

  static func + (left: Self, right: Self) -> Self {
    ResourceDemand(
      reservedMemory: left.reservedMemory + right.reservedMemory,
      limitedMemory: left.limitedMemory + right.limitedMemory,
      reservedProcessors: left.reservedProcessors + right.reservedProcessors)
  }

  /// The reason why the host cannot satisfy the reservations, as a sentence without its subject; `nil` when it can.
  package func refusal(on host: EngineHost) -> String? {
    if reservedMemory > Double(host.memory) {
      return
        "would reserve \(ByteAmount.words(reservedMemory)) of memory, but \(host.name) has \(ByteAmount.words(Double(host.memory)))"
    }
    if reservedProcessors > Double(host.processors) {
      return
        "would reserve \(Self.tenths(reservedProcessors)) processors, but \(host.name) has \(host.processors)"
    }
    return nil
  }

  /// The problem when all services use their limits, as a sentence without its subject; `nil` when there is none.
  package func warning(on host: EngineHost) -> String? {
    guard limitedMemory > Double(host.memory) else { return nil }
    return
      "could take \(ByteAmount.words(limitedMemory)) of memory, but \(host.name) has \(ByteAmount.words(Double(host.memory)))"
  }

  private static func tenths(_ number: Double) -> String {
    let tenths = Int((number * 10).rounded())
    return "\(tenths / 10).\(tenths % 10)"
  }
}

extension Environment {
  /// The resources that the services reserve and may use.
  package var demand: ResourceDemand {
    let subject = RuleSubject(self)
    return services.reduce(into: ResourceDemand()) { demand, service in
      func amount(_ keys: String...) -> Double {
        let setting = keys.lazy.compactMap { subject.compose(service.name, $0) }.first
        return (setting.flatMap { subject.number($0.value) } ?? 0) * Double(service.replicas)
      }
      demand.reservedMemory += amount("deploy.resources.reservations.memory", "mem_reservation")
      demand.limitedMemory += amount("deploy.resources.limits.memory", "mem_limit")
      demand.reservedProcessors += amount("deploy.resources.reservations.cpus")
    }
  }
}

extension RuleSubject {
  /// An amount of memory in bytes, or a plain number.
  func number(_ value: Value) -> Double? {
    switch value {
    case .bytes(let quantity): Double(quantity.amount)
    case .decimal(let number): number
    case .integer(let number): Double(number)
    case .string(let text):
      Double(interpolated(text)) ?? ByteAmount.readDocker(interpolated(text)).map { Double($0) }
    default: nil
    }
  }

  /// The memory limit of a service, in the short or the long form.
  func memoryLimit(_ service: String) -> Setting? {
    compose(service, "deploy.resources.limits.memory") ?? compose(service, "mem_limit")
  }

  /// The largest amount under `deploy.resources` of any service.
  func largest(_ key: String) -> Setting? {
    environment.services.compactMap { compose($0.name, "deploy.resources.\(key)") }
      .max { (number($0.value) ?? 0) < (number($1.value) ?? 0) }
  }

  /// The services that store the database: `database.path` is in one of their volumes.
  var databaseOwners: [Service] {
    guard let path = string("database.path") else { return [] }
    return services(mounting: path)
  }

  /// The services that read the rendered configuration.
  var workload: [Service] { services(mounting: "/etc/trading/config.json") }

  /// The services with a mount at the path or above it.
  private func services(mounting path: String) -> [Service] {
    environment.services.filter { service in
      let prefix = "services.\(service.name).volumes."
      return composeSettings(service.name, under: "volumes").contains { setting in
        let target = setting.key.path.dropFirst(prefix.count)
        return path == target || path.hasPrefix(target.hasSuffix("/") ? target : target + "/")
      }
    }
  }
}
