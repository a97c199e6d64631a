import Environments

extension Rules {
  static let environmentRules: [Rule] = [
    Rule(
      "ENV02", "Debugging aids are off.", because: "They reveal internal details to clients.",
      staging: .warning, production: .error,
      .each { subject in
        ["debug.enabled", "debug.verbose_errors"].filter { subject.bool($0) == true }.map {
          subject.finding($0, "is true in \(subject.tier.rawValue)", hint: "set it to false")
        }
      }),
    Rule(
      "ENV03", "A production environment is protected.",
      because: "Otherwise a single key press can stop it.", production: .error,
      .each { subject in
        guard !subject.environment.isProtected else { return [] }
        return [
          subject.finding(
            "environment.protected", "is false in production",
            hint: "leave it out; production is protected by default")
        ]
      }),
  ]

  static let targetRules: [Rule] = [
    Rule(
      "TGT01", "Every environment has a project of its own.",
      because: "Compose replaces the containers of one environment with those of the other.",
      development: .error, staging: .error, production: .error, .together(sharedProjects)),
    Rule(
      "TGT03", "Every variable that the Compose files use is set or has a default.",
      because: "Compose replaces it with an empty text and only warns.",
      development: .warning, staging: .error, production: .error, .whileLoading),
    Rule(
      "TGT05", "An environment on Swarm uses no Compose key that Swarm ignores.",
      because: "`docker stack deploy` drops such a key without a message.",
      development: .error, staging: .error, production: .error, .each(swarmUnsupported)),
    Rule(
      "ISO01", "Environments on one engine publish different host ports.",
      because: "The second environment cannot start.",
      development: .error, staging: .error, production: .error, .together(sharedPorts)),
    Rule(
      "ISO02", "Environments share neither volumes nor networks nor the files of secrets.",
      because: "What one environment changes in them affects the other.",
      development: .error, staging: .error, production: .error, .together(sharedResources)),
  ]

  private static let sharedProjects: @Sendable ([RuleSubject]) -> [Rule.Finding] = { subjects in
    let judged = subjects.filter { !$0.turnsOff("TGT01") }
    let projects = Dictionary(grouping: judged) { ExactText($0.environment.target.project) }
    return projects.values.filter { $0.count > 1 }.sorted { $0[0].name < $1[0].name }.map {
      sharers in
      let names = sharers.map(\.name)
      let places = sharers.compactMap { $0.position("target.project") }
      return Rule.Finding(
        message:
          "\(names.enumerated) have the same project \(sharers[0].environment.target.project)",
        location: places.last, related: places.dropLast().withoutRepeats,
        hint: "give each environment a project of its own", environments: names)
    }
  }

  private static let swarmUnsupported: @Sendable (RuleSubject) -> [Rule.Finding] = { subject in
    guard subject.environment.target.orchestrator == .swarm else { return [] }
    return subject.environment.services.flatMap { service in
      ["build.context", "container_name", "restart"].compactMap { key in
        subject.compose(service.name, key).map { setting in
          Rule.Finding(
            message: "service \(service.name) has \(key), which Swarm ignores",
            location: setting.location,
            related: subject.position("target.orchestrator").map { [$0] } ?? [],
            hint: key == "restart" ? "write deploy.restart_policy" : "take it out")
        }
      }
    }
  }

  private static let sharedPorts: @Sendable ([RuleSubject]) -> [Rule.Finding] = { subjects in
    var order: [String] = []
    var uses: [String: [PortUse]] = [:]
    for subject in subjects where !subject.turnsOff("ISO01") {
      for port in subject.publishedPorts {
        guard let number = port.number else { continue }
        let key = "\(subject.engine) \(number)/\(port.networkProtocol)"
        if uses[key] == nil { order.append(key) }
        uses[key, default: []].append(PortUse(environment: subject.name, port: port))
      }
    }
    return order.compactMap { sharing(uses[$0] ?? []) }
  }

  private struct PortUse {
    var environment: String
    var port: PublishedPort
  }

  /// One finding for all environments that publish a port, at the last of them.
  private static func sharing(_ uses: [PortUse]) -> Rule.Finding? {
    let clashing = uses.filter { use in
      uses.contains { $0.environment != use.environment && $0.port.overlaps(use.port) }
    }
    guard let last = clashing.last, let number = last.port.number else { return nil }
    let names = clashing.map(\.environment).withoutRepeats
    return Rule.Finding(
      message:
        "\(names.enumerated) \(names.count == 2 ? "both" : "all") publish host port \(number)",
      location: last.port.location, related: clashing.compactMap(\.port.location).withoutRepeats,
      hint: "give each environment a port of its own in its .env file", environments: names)
  }
}
