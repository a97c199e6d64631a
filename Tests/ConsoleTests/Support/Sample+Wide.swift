import Environments

extension Sample {
  /// Thirty environments of 203 services and 2,000 settings; three services of two environments are at fault.
  static let wide: Configuration = {
    let tiers: [(String, Tier)] = [
      ("dev", .development), ("staging", .staging), ("prod", .production),
    ]
    let regions = [
      "eu-west", "eu-north", "us-east", "us-west", "ap-south", "ap-east", "sa-east", "af-south",
      "me-west", "ca-central",
    ]
    let names = regions.flatMap { region in tiers.map { ("\(region)-\($0.0)", $0.1) } }
    return Configuration(
      environments: names.enumerated().map {
        largeEnvironment($0.offset, $0.element.0, $0.element.1, services: 203)
      }, files: ["configs/environment/base.yaml"])
  }()

  static let wideMatrix = compare(wide.environments, accepted: [])

  static let wideStatuses = wide.environments.map { environment in
    EnvironmentStatus(
      environment: environment.name, engine: .answering,
      containers: environment.services.map { service in
        container(service.name, environment.name, health: health(service.name, environment.name))
      }, observedAt: now)
  }

  private static func health(
    _ service: String, _ environment: String
  ) -> ContainerStatus.Health {
    switch (service, environment) {
    case ("service-042", "eu-north-dev"), ("service-101", "us-west-prod"): .unhealthy
    case ("service-007", "us-west-prod"): .starting
    default: .healthy
    }
  }
}
