extension Environment {
  /// How long a derived check may take: reading a state the engine already knows.
  static let derivedCheckTimeoutMilliseconds = 2000

  /// The checks that the YAML declares or, when it declares none, one for each service: its Compose health check
  /// where it has one, and that it runs where it has not.
  package var effectiveChecks: [Check] {
    guard checks.isEmpty else { return checks }
    return services.filter { $0.isOneShot || $0.replicas > 0 }.map { service in
      Check(
        name: service.name, probe: .container(service: service.name),
        timeoutMilliseconds: Self.derivedCheckTimeoutMilliseconds,
        intervalSeconds: derivedCheckIntervalSeconds, location: service.location)
    }
  }

  /// `health.interval`, which also holds for checks that nobody declared.
  private var derivedCheckIntervalSeconds: Int {
    guard case .duration(let quantity)? = setting(SettingKey(.settings, "health.interval"))?.value
    else { return Check.usualIntervalSeconds }
    return quantity.amount / 1000
  }
}
