import Environments

extension Rules {
  static let portRules: [Rule] = [
    Rule(
      "NET01", "Host ports are published on one address.",
      because: "Anyone on the network can reach them, even past the host's firewall.",
      development: .warning, staging: .error, production: .error, .each(addresses)),
    Rule(
      "NET02", "Host ports are fixed.",
      because: "The engine chooses another one at every launch.", development: .warning,
      staging: .error, production: .error, .each(randomPorts)),
    Rule(
      "NET03", "Each host port is published once.",
      because: "The engine refuses to start the second container that publishes it.",
      development: .error, staging: .error, production: .error, .each(portsPublishedTwice)),
  ]

  private static let addresses: @Sendable (RuleSubject) -> [Rule.Finding] = { subject in
    subject.publishedPorts.filter(\.isOnEveryAddress).map { port in
      Rule.Finding(
        message: "service \(port.service) publishes a port on every address of the host",
        location: port.location, related: subject.tierPosition,
        hint: "put 127.0.0.1: before the port")
    }
  }

  private static let randomPorts: @Sendable (RuleSubject) -> [Rule.Finding] = { subject in
    subject.publishedPorts.filter { $0.number == nil }.map { port in
      Rule.Finding(
        message: port.unsetVariable.map {
          "service \(port.service) publishes a random port, because \($0) is not set"
        } ?? "service \(port.service) publishes a random port",
        location: port.location, related: subject.tierPosition,
        hint: port.unsetVariable.map { "set \($0) in a .env file" } ?? "write the host's port")
    }
  }

  /// One finding for each entry of `ports:` that an earlier one makes impossible. The services of an environment are those
  /// of its profiles, so they all run together.
  private static let portsPublishedTwice: @Sendable (RuleSubject) -> [Rule.Finding] = { subject in
    var earlier = EarlierPorts()
    return subject.publishedPorts.compactMap { port in
      guard let taken = port.taken else { return nil }
      defer { earlier.add(port, taken) }
      for other in earlier.near(taken) where !subject.canPublish(port, beside: other) {
        let number = other.taken?.clash(with: taken) ?? taken.numbers.lowerBound
        return twice(taken.words(number), port, other)
      }
      return nil
    }
  }

  private static func twice(
    _ number: String, _ port: PublishedPort, _ other: PublishedPort
  ) -> Rule.Finding {
    Rule.Finding(
      message: port.service == other.service
        ? "service \(port.service) publishes host port \(number) twice"
        : "services \(other.service) and \(port.service) both publish host port \(number)",
      location: port.location, related: other.location.map { [$0] } ?? [],
      hint: "publish one of them on another port")
  }
}

/// The ports that come before another one. A range is kept as one, since some are of thousands of ports.
private struct EarlierPorts {
  private var single: [Int: [PublishedPort]] = [:]
  private var ranges: [PublishedPort] = []

  mutating func add(_ port: PublishedPort, _ taken: HostPorts) {
    if taken.numbers.count == 1 {
      single[taken.numbers.lowerBound, default: []].append(port)
    } else {
      ranges.append(port)
    }
  }

  /// Those that may clash with the ports.
  func near(_ taken: HostPorts) -> [PublishedPort] {
    if taken.numbers.count == 1 { return (single[taken.numbers.lowerBound] ?? []) + ranges }
    return single.filter { taken.numbers.contains($0.key) }.sorted { $0.key < $1.key }
      .flatMap(\.value) + ranges
  }
}

extension RuleSubject {
  /// Whether the engine can publish both.
  fileprivate func canPublish(_ port: PublishedPort, beside other: PublishedPort) -> Bool {
    guard let taken = port.taken, let others = other.taken, taken.clash(with: others) != nil,
      publishes(port.service), publishes(other.service)
    else { return true }
    // The nodes of a swarm have a port each.
    return environment.target.orchestrator == .swarm && (port.isOfNode || other.isOfNode)
  }

  /// Whether the service has a network of its own: the engine publishes no port of the host's network.
  private func publishes(_ service: String) -> Bool {
    let mode = composeText(service, "network_mode")
    return mode == nil || mode == "bridge" || mode == "default"
  }
}
