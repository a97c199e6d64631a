import Canvas
import Environments

@testable import Console

/// The configurations the tests look at.
enum Sample {
  /// 2026-11-23 14:02:00 UTC.
  static let now = 1_795_442_520

  static let configuration = Configuration(
    environments: [dev, staging, prod], diagnostics: [],
    violations: [authenticationRule, tlsRule], files: ["configs/environment/dev.yaml"])

  static let authenticationRule = Diagnostic(
    .error, "API01", "staging is reachable from outside and asks nobody for a key",
    at: Location(file: "configs/environment/staging.yaml", line: 14, column: 11),
    hint: "set api.auth.mode to api_key",
    related: [Location(file: "configs/environment/base.yaml", line: 30, column: 5)],
    environments: ["staging"])

  static let tlsRule = Diagnostic(
    .warning, "API04", "prod answers without TLS",
    at: Location(file: "configs/environment/prod.yaml", line: 21, column: 5),
    hint: "set api.tls.enabled to true", environments: ["prod"])

  static let dev = environment(
    "dev", .development,
    settings: [
      ("logging.level", .string("debug")), ("debug.enabled", .bool(true)),
      ("api.auth.mode", .string("none")), ("api.tls.enabled", .bool(false)),
      ("api.cors.allowed_origins", .list([.string("*")])),
      ("trading.mode", .string("simulated")), ("database.synchronous", .string("normal")),
      ("database.journal_mode", .string("wal")), ("database.log_statements", .bool(true)),
    ], port: 18080, quotes: 1)

  static let staging = environment(
    "staging", .staging,
    settings: [
      ("logging.level", .string("info")), ("debug.enabled", .bool(false)),
      ("api.auth.mode", .string("none")), ("api.tls.enabled", .bool(false)),
      ("api.cors.allowed_origins", .list([.string("https://staging.example.com")])),
      ("trading.mode", .string("paper")), ("database.synchronous", .string("normal")),
      ("database.journal_mode", .string("wal")),
    ], port: 28080, quotes: 2)

  static let prod = environment(
    "prod", .production,
    settings: [
      ("logging.level", .string("warning")), ("debug.enabled", .bool(false)),
      ("api.auth.mode", .string("api_key")), ("api.tls.enabled", .bool(false)),
      ("api.cors.allowed_origins", .list([.string("https://trading.example.com")])),
      ("trading.mode", .string("paper")), ("database.synchronous", .string("full")),
      ("database.journal_mode", .string("wal")),
    ], port: 38080, quotes: 3)

  static let accepted = [
    AcceptedDifference(
      key: SettingKey(.env, "API_PORT"), environments: ["dev", "staging", "prod"],
      reason: "one machine runs all three, each on a port of its own",
      location: Location(file: "configs/accepted-differences.yaml", line: 1, column: 3))
  ]

  static var matrix: Matrix { compare(configuration.environments, accepted: accepted) }

  static let statuses = [
    EnvironmentStatus(
      environment: "dev", engine: .answering,
      containers: [container("api", "dev"), container("quotes", "dev")], observedAt: now),
    EnvironmentStatus(environment: "staging", engine: .answering, observedAt: now),
    EnvironmentStatus(
      environment: "prod", engine: .answering,
      containers: [
        container("api", "prod"), container("quotes", "prod"),
        container("quotes", "prod", number: 2, health: .starting),
        container("quotes", "prod", number: 3, health: .starting),
        container("alertmanager", "prod", health: .unhealthy),
      ], observedAt: now),
  ]

  static func container(
    _ service: String, _ environment: String, number: Int = 1,
    health: ContainerStatus.Health = .healthy
  ) -> ContainerStatus {
    ContainerStatus(
      id: "\(environment)-\(service)-\(number)",
      name: "trading-\(environment)-\(service)-\(number)",
      service: service, number: number, state: .running, health: health,
      lastProbe: health == .unhealthy ? "GET /-/ready: 503" : nil, startedAt: now - 11_520)
  }

  private static let meanings = [
    "api.cors.allowed_origins": "The web pages that may call the API."
  ]

  private static func environment(
    _ name: String, _ tier: Tier, settings: [(String, Value)], port: Int, quotes: Int
  ) -> Environment {
    let file = "configs/environment/\(name).yaml"
    let own = settings.enumerated().map { index, setting in
      let base = Setting.LayerValue(
        .string("unset"), at(.base, "configs/environment/base.yaml", 3 + index))
      return Setting(
        SettingKey(.settings, setting.0),
        layerValues: [base, Setting.LayerValue(setting.1, at(.environment, file, 10 + index))],
        meaning: meanings[setting.0])
    }
    let env = [
      Setting(
        SettingKey(.env, "API_PORT"),
        layerValues: [.init(.integer(port), at(.envFile, "docker/.env.\(name)", 4))]),
      Setting(
        SettingKey(.env, "TRADING_API_VERSION"),
        layerValues: [.init(.string("1.4.2"), at(.envFile, "docker/.env.\(name)", 5))]),
    ]
    let compose = "docker/docker-compose.\(name).yml"
    let resolved = [
      Setting(
        SettingKey(.compose, "services.api.ports"),
        layerValues: [
          .init(
            .list([.string("127.0.0.1:\(port):8080")]), at(.compose, compose, 9),
            variables: [at(.envFile, "docker/.env.\(name)", 4).self])
        ]),
      Setting(
        SettingKey(.compose, "services.quotes.deploy.replicas"),
        layerValues: [.init(.integer(quotes), at(.compose, compose, 31))]),
    ]
    var services = [
      Service(
        name: "api", image: "triptych/trading-api:1.4.2", hasHealthCheck: true,
        location: Location(file: compose, line: 5, column: 3)),
      Service(
        name: "quotes", image: "triptych/trading-api:1.4.2", replicas: quotes, hasHealthCheck: true,
        location: Location(file: compose, line: 27, column: 3)),
    ]
    if name != "dev" { services.append(Service(name: "alertmanager", hasHealthCheck: true)) }
    return Environment(
      name: name, tier: tier, isProtected: tier == .production,
      target: Target(project: "trading-\(name)"),
      settings: (own + env + resolved).sorted { $0.key < $1.key }, services: services,
      composeState: .resolved)
  }

  private static func at(_ layer: Layer, _ file: String, _ line: Int) -> Origin {
    Origin(layer: layer, location: Location(file: file, line: line, column: 10))
  }
}
