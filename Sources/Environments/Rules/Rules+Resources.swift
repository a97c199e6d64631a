extension Rules {
  static let resourceRules: [Rule] = [
    Rule(
      "RES01", "Every service has limits, and reserves no more than they allow.",
      because: "One service without a limit takes the memory of all.",
      development: .warning, staging: .error, production: .error, .each(limits))
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
          location: service.location, related: subject.tierPlace,
          hint: "set deploy.resources.limits.\(resource)")
      ]
    }
    let path = "deploy.resources.reservations.\(resource)"
    guard let reserved = subject.compose(service.name, path),
      let least = amount(reserved.value, subject), let most = amount(limitSetting.value, subject),
      least > most
    else { return [] }
    return [
      Rule.Finding(
        message: "service \(service.name) reserves more \(resource) than its limit allows",
        location: reserved.location, related: limitSetting.location.map { [$0] } ?? [],
        hint: "lower the reservation or raise the limit")
    ]
  }

  private static func amount(_ value: Value, _ subject: RuleSubject) -> Double? {
    switch value {
    case .bytes(let quantity): Double(quantity.amount)
    case .decimal(let number): number
    case .integer(let number): Double(number)
    case .string(let text):
      Double(subject.interpolated(text))
        ?? ByteAmount.parse(subject.interpolated(text)).map { Double($0) }
    default: nil
    }
  }
}
