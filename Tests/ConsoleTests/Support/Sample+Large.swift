import Environments

extension Sample {
  /// Fifty environments of 200 services and 2,000 settings, one in ten of which differs.
  static let large: Configuration = {
    Configuration(
      environments: (0..<50).map { largeEnvironment($0, "env" + padded($0, 2), services: 200) },
      files: ["configs/environment/base.yaml"])
  }()

  static let largeMatrix = compare(large.environments, accepted: [])

  static let largeStatuses = large.environments.map { environment in
    EnvironmentStatus(
      environment: environment.name, engine: .answering,
      containers: environment.services.map { container($0.name, environment.name) }, observedAt: now
    )
  }

  static func largeEnvironment(
    _ number: Int, _ name: String, _ tier: Tier = .staging, services: Int
  ) -> Environment {
    let settings = (0..<2000).map { index in
      let text = index % 10 == 0 ? "\(number)" : "value \(index)"
      return Setting(
        SettingKey(.settings, "group\(padded(index / 100, 2)).part.setting\(padded(index, 4))"),
        layerValues: [
          Setting.LayerValue(
            .string(text),
            Origin(
              layer: .environment,
              location: Location(
                file: "configs/environment/\(name).yaml", line: index + 1, column: 3)))
        ])
    }
    let services = (0..<services).map {
      Service(name: "service-" + padded($0, 3), hasHealthCheck: true)
    }
    return Environment(
      name: name, tier: tier, isProtected: tier == .production,
      target: Target(project: "large-\(name)"), settings: settings, services: services,
      composeState: .resolved)
  }

  static func padded(_ number: Int, _ digits: Int) -> String {
    let text = String(number)
    return String(repeating: "0", count: max(0, digits - text.count)) + text
  }
}
