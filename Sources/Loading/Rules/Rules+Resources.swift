import Environments

extension Rules {
  static let resourceRules: [Rule] = [
    Rule(
      "RES01", "Every service has limits, and reserves no more than they allow.",
      because: "One service without a limit takes the memory of all.",
      development: .warning, staging: .error, production: .error, .each(limits)),
    Rule(
      "RES02",
      "The environments on one engine together fit into the memory and processors of its host.",
      because: "The kernel kills processes when memory runs out.",
      development: .error, staging: .error, production: .error, .together(hosts)),
    Rule(
      "RES03", "The service that owns the database's file has one replica.",
      because:
        "SQLite allows one writer, and each replica would keep data that the others do not see.",
      development: .error, staging: .error, production: .error, .each(owners)),
  ]

  private static let limits: @Sendable (RuleSubject) -> [Rule.Finding] = { subject in
    subject.environment.services.flatMap { service in
      ["memory", "cpus"].flatMap { limit($0, of: service, subject) }
    }
  }

  private static func limit(
    _ resource: String, of service: Service, _ subject: RuleSubject
  ) -> [Rule.Finding] {
    let old = resource == "memory" ? "mem_limit" : "cpus"
    let limitSetting =
      subject.compose(service.name, "deploy.resources.limits.\(resource)")
      ?? subject.compose(service.name, old)
    guard let limitSetting else {
      return [
        Rule.Finding(
          message: "service \(service.name) has no limit for \(resource)",
          location: service.location, related: subject.tierPosition,
          hint: "set deploy.resources.limits.\(resource)")
      ]
    }
    let path = "deploy.resources.reservations.\(resource)"
    guard let reserved = subject.compose(service.name, path),
      let least = subject.number(reserved.value), let most = subject.number(limitSetting.value),
      least > most
    else { return [] }
    return [
      Rule.Finding(
        message: "service \(service.name) reserves more \(resource) than its limit allows",
        location: reserved.location, related: limitSetting.location.map { [$0] } ?? [],
        hint: "lower the reservation or raise the limit")
    ]
  }

  private static let owners: @Sendable (RuleSubject) -> [Rule.Finding] = { subject in
    subject.databaseOwners.filter { $0.replicas > 1 }.map { service in
      let position =
        subject.compose(service.name, "deploy.replicas")
        ?? subject.compose(service.name, "scale")
      return Rule.Finding(
        message: "service \(service.name) has \(service.replicas) replicas on one database file",
        location: position?.location ?? service.location,
        related: subject.setting("database.path")?.location.map { [$0] } ?? [],
        hint: "set deploy.replicas to 1")
    }
  }

  private static let hosts: @Sendable ([RuleSubject]) -> [Rule.Finding] = { subjects in
    Dictionary(grouping: subjects.filter { $0.environment.host != nil }) {
      $0.environment.host?.id ?? ""
    }
    .sorted { $0.key < $1.key }
    .compactMap { _, neighbours in crowding(neighbours) }
  }

  private static func crowding(_ subjects: [RuleSubject]) -> Rule.Finding? {
    guard let host = subjects.first?.environment.host else { return nil }
    let demand = subjects.map(\.environment.demand).reduce(ResourceDemand(), +)
    let names = subjects.map(\.name)
    let environments =
      names.count == 1
      ? names[0] : "\(names.dropLast().joined(separator: ", ")) and \(names[names.count - 1])"
    let isRefused = demand.refusal(on: host) != nil
    guard let words = demand.refusal(on: host) ?? demand.warning(on: host) else { return nil }
    let positions = subjects.compactMap {
      $0.largest(isRefused ? "reservations.memory" : "limits.memory")?.location
    }
    return Rule.Finding(
      message: "\(environments) \(words)", location: positions.last, related: positions.dropLast(),
      hint: isRefused
        ? "lower the reservations, or move an environment to another engine"
        : "lower the limits, stop what is not needed, or move an environment to another engine",
      environments: names, severityMax: isRefused ? nil : .warning)
  }
}
