import Environments

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

  /// The memory limit of a service, whichever way it is written.
  func memoryLimit(_ service: String) -> Setting? {
    compose(service, "deploy.resources.limits.memory") ?? compose(service, "mem_limit")
  }

  /// The largest amount under `deploy.resources` of any service.
  func largest(_ key: String) -> Setting? {
    environment.services.compactMap { compose($0.name, "deploy.resources.\(key)") }
      .max { (number($0.value) ?? 0) < (number($1.value) ?? 0) }
  }

  /// The services that keep the database's file: a volume of theirs lies where `database.path` is.
  var databaseOwners: [Service] {
    guard let path = string("database.path") else { return [] }
    return services(mounting: path)
  }

  /// The services that read the rendered configuration.
  var workload: [Service] { services(mounting: "/etc/trading/config.json") }

  /// Those that have a mount at the path or above it.
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
