import Environments

/// A port of a service that is published on the host.
struct PublishedPort: Hashable, Sendable {
  var service: String
  /// The host's address; `nil` for all addresses.
  var address: String?
  /// `nil` when the engine chooses a random port.
  var number: Int?
  /// All that it takes on the host; `nil` when the engine chooses.
  var taken: HostPorts?
  /// Whether each node of a swarm publishes it by itself.
  var isOfNode = false
  var networkProtocol: String
  /// The unset variable that makes the port random, if there is one.
  var unsetVariable: String?
  var location: Location?

  var isOnEveryAddress: Bool { address == nil || address == "0.0.0.0" || address == "[::]" }

  func overlaps(_ other: PublishedPort) -> Bool {
    isOnEveryAddress || other.isOnEveryAddress || address == other.address
  }
}

extension RuleSubject {
  /// In the order of services and ports. Ranges count by their first port.
  var publishedPorts: [PublishedPort] {
    environment.services.flatMap { service in
      composeSettings(service.name, under: "ports").flatMap { setting -> [PublishedPort] in
        let key = setting.key.path.dropFirst("services.\(service.name).ports.".count)
        return texts(setting.value).map {
          port($0, of: service.name, String(key), at: setting.location)
        }
      }
    }
  }

  private func texts(_ value: Value) -> [String] {
    switch value {
    case .string(let text): [text]
    case .integer(let number): ["\(number)"]
    case .list(let values): values.flatMap { texts($0) }
    default: []
    }
  }

  private func port(
    _ written: String, of service: String, _ key: String, at position: Location?
  ) -> PublishedPort {
    let sides = key.split(separator: "/")
    let whole = interpolated(written)
    let text = whole.prefix { $0 != " " }
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    let last = parts.last.map(String.init) ?? ""
    let address = parts.dropLast().joined(separator: ":")
    return PublishedPort(
      service: service, address: address.isEmpty ? nil : address,
      number: Int(last.prefix { $0 != "-" }),
      taken: HostPorts(published: text, key: interpolated(key)),
      isOfNode: whole.hasSuffix("(host)"),
      networkProtocol: sides.count > 1 ? String(sides[1]) : "tcp",
      unsetVariable: last.isEmpty ? firstUnset(written) : nil, location: position)
  }

  private func firstUnset(_ text: String) -> String? {
    guard let template = try? Interpolation.parse(text) else { return nil }
    return template.references.first {
      environment.setting(SettingKey(.env, $0.name)) == nil
    }?.name
  }
}
