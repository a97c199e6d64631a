import Environments

extension BidirectionalCollection where Element == UInt8 {
  /// What follows the last of these characters; `nil` when there is none.
  fileprivate func afterLast(_ character: Unicode.Scalar) -> SubSequence? {
    lastIndex(of: UInt8(ascii: character)).map { self[index(after: $0)...] }
  }
}

extension Rules {
  static let serviceRules: [Rule] = [
    Rule(
      "LOG02", "Every container rotates its log.", because: "Otherwise the log fills the disk.",
      development: .warning, staging: .warning, production: .error, .each(rotation)),
    Rule(
      "HLT01", "Every service has a health check whose timeout is shorter than its interval.",
      because: "A launch cannot tell whether the service works.",
      development: .warning, staging: .error, production: .error, .each(healthChecks)),
    Rule(
      "IMG01", "Every image has a tag, and it is not `latest`.",
      because: "The version that runs is not known, and there is no way back to it.",
      staging: .warning,
      production: .error, .each(images)),
    Rule(
      "RST01", "Services restart automatically after a crash.",
      because: "They stay down until an operator notices.", staging: .warning, production: .error,
      .each(restarts)),
    Rule(
      "STP01", "The engine waits longer for a service to stop than the service needs.",
      because: "The service is killed while accepted requests are still open.",
      development: .warning, staging: .error, production: .error, .each(graces)),
  ]

  private static let rotation: @Sendable (RuleSubject) -> [Rule.Finding] = { subject in
    subject.environment.services.compactMap { service in
      let driver = subject.compose(service.name, "logging.driver")
      let name = subject.composeText(service.name, "logging.driver") ?? "json-file"
      if name != "json-file" { return nil }
      if subject.compose(service.name, "logging.options.max-size") != nil { return nil }
      return Rule.Finding(
        message: "service \(service.name) writes a log without a size limit",
        location: driver?.location ?? service.location, related: subject.tierPosition,
        hint: "set logging.driver to local, or the option max-size")
    }
  }

  private static let healthChecks: @Sendable (RuleSubject) -> [Rule.Finding] = { subject in
    subject.environment.services.compactMap { service in
      guard !service.isOneShot else { return nil }
      guard service.hasHealthCheck else {
        return Rule.Finding(
          message: "service \(service.name) has no health check", location: service.location,
          related: subject.tierPosition, hint: "add a healthcheck to it")
      }
      guard let interval = subject.compose(service.name, "healthcheck.interval"),
        let timeout = subject.compose(service.name, "healthcheck.timeout"),
        case .duration(let pause) = interval.value, case .duration(let wait) = timeout.value,
        wait.amount >= pause.amount
      else { return nil }
      return Rule.Finding(
        message:
          "the health check of \(service.name) may take \(wait.written), but runs every \(pause.written)",
        location: timeout.location, related: interval.location.map { [$0] } ?? [],
        hint: "make the timeout shorter than the interval")
    }
  }

  private static let images: @Sendable (RuleSubject) -> [Rule.Finding] = { subject in
    subject.environment.services.compactMap { service in
      guard let setting = subject.compose(service.name, "image"),
        let image = subject.text(setting.value)
      else { return nil }
      // By bytes: the rule reads the image of every service.
      let name = image.utf8.afterLast("/") ?? image.utf8[...]
      if name.contains(UInt8(ascii: "@")) { return nil }
      let tag = name.afterLast(":")
      let isLatest = tag?.elementsEqual("latest".utf8) == true
      guard tag?.isEmpty ?? true || isLatest else { return nil }
      return Rule.Finding(
        message: isLatest
          ? "service \(service.name) runs whatever is latest"
          : "service \(service.name) has an image without a tag",
        location: setting.location, related: setting.winner.variables.compactMap(\.location),
        hint: "write a version after the image's name")
    }
  }

  private static let restarts: @Sendable (RuleSubject) -> [Rule.Finding] = { subject in
    subject.environment.services.compactMap { service in
      guard !service.isOneShot else { return nil }
      let restart = subject.compose(service.name, "restart")
      let policy = subject.compose(service.name, "deploy.restart_policy.condition")
      let word =
        restart.flatMap { subject.text($0.value) } ?? policy.flatMap { subject.text($0.value) }
      guard word == nil || word == "no" || word == "none" || word == "false" else { return nil }
      return Rule.Finding(
        message: "service \(service.name) stays down after a crash",
        location: restart?.location ?? policy?.location ?? service.location,
        related: subject.tierPosition, hint: "set restart to unless-stopped")
    }
  }

  private static let graces: @Sendable (RuleSubject) -> [Rule.Finding] = { subject in
    let path = "api.timeouts.shutdown"
    guard let needed = subject.setting(path), case .duration(let need) = needed.value else {
      return []
    }
    return subject.workload.compactMap { service in
      let setting = subject.compose(service.name, "stop_grace_period")
      // The engine's default.
      var grace = Quantity(10_000, written: "10s")
      if case .duration(let written)? = setting?.value { grace = written }
      guard grace.amount <= need.amount else { return nil }
      return Rule.Finding(
        message:
          "service \(service.name) is killed \(grace.written) after it is asked to stop, and may take \(need.written) to do so",
        location: setting?.location ?? service.location,
        related: needed.location.map { [$0] } ?? [],
        hint: "make stop_grace_period longer than \(path)")
    }
  }
}
