extension Rules {
  static let apiRules: [Rule] = [
    Rule(
      "API01", "Only named web pages over https may call the API.",
      because: "With `*`, every web page in a user's browser may call it.",
      development: .warning, staging: .error, production: .error, .each(origins)),
    Rule(
      "API02", "Connections to the API are encrypted.",
      because: "Otherwise keys and orders travel unencrypted.", staging: .error, production: .error,
      .each(encryption)),
    Rule(
      "API03", "Clients of the API prove who they are.",
      because: "Otherwise anyone who reaches the port can trade.",
      development: .warning, staging: .error, production: .error,
      .each { subject in
        guard subject.string("api.auth.mode") == "none" else { return [] }
        return [subject.finding("api.auth.mode", "is none", hint: "set it to api_key")]
      }),
    Rule(
      "API04", "Clients of the API are limited, and a burst is no less than the rate.",
      because: "A single client can block the service for all others.", staging: .warning,
      production: .error, .each(rateLimit)),
    Rule(
      "API05", "The public URL is https exactly when the API speaks TLS.",
      because: "Clients are sent to a port that speaks the other protocol.",
      development: .warning, staging: .error, production: .error, .each(publicURL)),
  ]

  private static let origins: @Sendable (RuleSubject) -> [Rule.Finding] = { subject in
    let path = "api.cors.allowed_origins"
    let origins = subject.strings(path)
    if origins.contains("*") {
      return [
        subject.finding(path, "allows every web page", hint: "name the pages that may call")
      ]
    }
    guard subject.tier != .development, origins.contains(where: { $0.hasPrefix("http:") }) else {
      return []
    }
    return [subject.finding(path, "allows a page without encryption", hint: "write https://")]
  }

  private static let encryption: @Sendable (RuleSubject) -> [Rule.Finding] = { subject in
    guard let isEnabled = subject.bool("api.tls.enabled") else { return [] }
    guard isEnabled else {
      return [
        subject.finding(
          "api.tls.enabled", "is false in \(subject.tier.rawValue)", hint: "set it to true")
      ]
    }
    return ["api.tls.certificate", "api.tls.key"].filter { subject.string($0) == nil }.map {
      subject.finding(
        $0, "is missing while TLS is on", hint: "name the file inside of the container",
        related: ["api.tls.enabled"])
    }
  }

  private static let rateLimit: @Sendable (RuleSubject) -> [Rule.Finding] = { subject in
    guard let isEnabled = subject.bool("api.rate_limit.enabled") else { return [] }
    guard isEnabled else {
      return [
        subject.finding(
          "api.rate_limit.enabled", "is false in \(subject.tier.rawValue)", hint: "set it to true")
      ]
    }
    guard let burst = subject.amount("api.rate_limit.burst"),
      let rate = subject.amount("api.rate_limit.requests_per_second"), burst < rate
    else { return [] }
    return [
      subject.finding(
        "api.rate_limit.burst", "is less than the rate, so that the rate is never reached",
        hint: "set it to \(rate) or more", related: ["api.rate_limit.requests_per_second"])
    ]
  }

  private static let publicURL: @Sendable (RuleSubject) -> [Rule.Finding] = { subject in
    guard let url = subject.string("endpoints.public"),
      let isEncrypted = subject.bool("api.tls.enabled"), url.hasPrefix("https:") != isEncrypted
    else { return [] }
    return [
      subject.finding(
        "endpoints.public", isEncrypted ? "is http while TLS is on" : "is https while TLS is off",
        hint: "change one of the two", related: ["api.tls.enabled"])
    ]
  }
}
