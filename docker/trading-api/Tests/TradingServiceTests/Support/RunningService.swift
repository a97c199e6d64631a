import Logging
import ServiceLifecycle
import Testing
import TradingService

/// A role that a test has started on free ports of this machine.
struct RunningService: Sendable {
  var target: Target
  var metrics: Target
  var parts: ServiceParts
  var group: ServiceGroup
  var log: LogCollector
  var control: LogControl

  /// Serves the api, with a quotes role behind it, while `body` runs.
  static func serving(
    _ configuration: ServiceConfiguration, live: Live? = nil,
    body: (RunningService) async throws -> Void
  ) async throws {
    var quotes = configuration
    quotes.api.connectionsMax = 512
    try await serving(.quotes, quotes) { source in
      var configuration = configuration
      configuration.quotesEndpoint = Address(host: "127.0.0.1", port: source.target.port)
      try await serving(.api, configuration, live: live) { service in
        try await service.untilReady()
        try await body(service)
      }
    }
  }

  /// Serves one role alone; the api on a database of its own.
  static func serving(
    _ role: Role, _ configuration: ServiceConfiguration, live: Live? = nil,
    at bind: Address = Address(host: "127.0.0.1", port: 0),
    body: (RunningService) async throws -> Void
  ) async throws {
    var configuration = configuration
    configuration.metrics = Address(host: "127.0.0.1", port: 0)
    let folder = try TemporaryFolder()
    configuration.database.path = "\(folder.path)/trading.db"
    (configuration.api.bind, configuration.quotes.bind) = (bind, bind)
    var loaded = live ?? Live(configuration: configuration, keys: Sample.keys)
    loaded.configuration = configuration
    let log = LogCollector()
    let control = LogControl(configuration.logging.level)
    control.set(configuration.logging.level, secrets: [Sample.key])
    let logger = Logger(configuration, role: role, control: control, write: log.take)
    var parts = ServiceParts(role: role, live: LiveSettings(loaded), logger: logger)
    parts.desk = try parts.feed.map { try openDesk(parts.live, $0, logger: logger) }
    let (ports, port) = AsyncStream.makeStream(of: Int.self)
    let (metricsPorts, metricsPort) = AsyncStream.makeStream(of: Int.self)
    let group = ServiceGroup(
      configuration: ServiceGroupConfiguration(
        services: parts.services(
          onRunning: { port.yield($0) }, onMetricsRunning: { metricsPort.yield($0) }),
        logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }))
    try await withThrowingTaskGroup(of: Void.self) { [parts] tasks in
      tasks.addTask { try await group.run() }
      let metrics = try #require(await metricsPorts.first { _ in true })
      let main = try #require(await ports.first { _ in true })
      let target = Target(
        host: "127.0.0.1", port: main, isTLS: role == .api && loaded.tls != nil,
        key: role == .api && configuration.api.authentication != nil ? Sample.key : nil,
        configuration: configuration)
      let plain = Target(host: "127.0.0.1", port: metrics, configuration: configuration)
      try await body(
        RunningService(
          target: target, metrics: plain, parts: parts, group: group, log: log, control: control))
      await group.triggerGracefulShutdown()
      // What a test has left open is not waited for.
      tasks.cancelAll()
    }
  }

  /// Waits for the first quotes.
  private func untilReady() async throws {
    for _ in 0..<1_000 {
      if parts.feed?.current.reasons(at: .now).isEmpty == true { return }
      try await Task.sleep(for: .milliseconds(5))
    }
    Issue.record("The api gets no quotes.")
  }
}
