import Foundation
import Testing
import TradingService

struct `Reloading` {
  @Test func `what may change takes effect at once, and what may not is named`() throws {
    let (folder, reload, log) = try reload()
    defer { folder.remove() }
    try folder.write(
      Sample.document
        .replacing(
          "\"bind\": \"0.0.0.0:8080\"",
          with: #"""
            "bind": "0.0.0.0:9090", "cors": {"allowed_origins": ["https://new.example"]},
            "rate_limit": {"enabled": true, "requests_per_second": 7, "burst": 8}
            """#
        )
        .replacing("\"level\": \"debug\"", with: "\"level\": \"warning\""))

    reload.run()

    let now = reload.live.current.configuration
    #expect(now.api.cors.allowedOrigins == ["https://new.example"])
    #expect(now.api.rateLimit == RateLimit(requestsPerSecond: 7, burst: 8))
    #expect(now.api.bind.port == 8080)
    #expect(reload.control.level == .warning)
    #expect(
      log.messages == [
        "WARNING dev/api Some changes need a restart. settings=api.bind",
        "WARNING dev/api The configuration is reloaded. settings=api.cors.allowed_origins, "
          + "api.rate_limit.burst, api.rate_limit.enabled, api.rate_limit.requests_per_second, "
          + "logging.level",
      ])
  }

  /// Proves `trading.max_order_quantity`.
  @Test func `trading.max_order_quantity is among what may change`() throws {
    let (folder, reload, _) = try reload()
    defer { folder.remove() }
    try folder.write(
      Sample.document.replacing(
        "{\"schema", with: #"{"trading": {"max_order_quantity": 3}, "schema"#))

    reload.run()

    #expect(reload.live.current.configuration.trading.maxOrderQuantity == 3)
  }

  @Test func `a wrong configuration keeps the old one, and every problem is an error`() throws {
    let (folder, reload, log) = try reload()
    defer { folder.remove() }
    try folder.write(
      Sample.document.replacing("\"debug\"", with: "\"loud\"").replacing("8081\"", with: "99999\""))

    reload.run()

    #expect(reload.live.current.configuration.logging.level == .debug)
    #expect(log.messages.count == 4)
    #expect(log.messages.allSatisfy { $0.hasPrefix("ERROR dev/api ") })
    #expect(
      log.messages.last
        == "ERROR dev/api The configuration is not reloaded; the old one stays in force.")
  }

  @Test
  func `api.auth.keys: a new key counts, an old one does not, and a wrong file changes nothing`()
    throws
  {
    let (folder, reload, log) = try reload { $0.api.authentication = $1 }
    defer { folder.remove() }
    try folder.writeKeys(Sample.otherKey)

    reload.run()

    #expect(reload.live.current.keys.client(holding: Sample.otherKey) == "key 1")
    #expect(reload.live.current.keys.client(holding: Sample.key) == nil)

    try folder.writeKeys("short")
    reload.run()

    #expect(reload.live.current.keys.client(holding: Sample.otherKey) == "key 1")
    #expect(
      log.messages.contains(
        "ERROR dev/api \(folder.keys):1: error: the key has 5 characters; at least 32 are required"
      ))
  }

  private func reload(
    _ change: (inout ServiceConfiguration, AuthenticationSettings) -> Void = { _, _ in }
  ) throws -> (ConfigurationFolder, Reload, LogCollector) {
    let folder = try ConfigurationFolder()
    try folder.write(Sample.document)
    try folder.writeKeys(Sample.key)
    let configuration = try Sample.configuration {
      change(&$0, AuthenticationSettings(header: "X-API-Key", keys: folder.keys))
    }
    let live = try #require(Live.load(configuration, role: .api).live)
    let (log, control) = (LogCollector(), LogControl(.debug))
    let reload = Reload(
      path: folder.configuration, role: .api, live: LiveSettings(live), control: control,
      logger: .init(configuration, role: .api, control: control, write: log.take))
    return (folder, reload, log)
  }
}

/// A folder with the files that a container gets.
private struct ConfigurationFolder {
  let folder: URL

  init() throws {
    folder = FileManager.default.temporaryDirectory
      .appending(path: "trading-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }

  var configuration: String { folder.appending(path: "config.json").path }
  var keys: String { folder.appending(path: "api_keys").path }

  func write(_ text: String) throws {
    try Data(text.utf8).write(to: URL(filePath: configuration))
  }

  func writeKeys(_ text: String) throws { try Data(text.utf8).write(to: URL(filePath: keys)) }

  func remove() { try? FileManager.default.removeItem(at: folder) }
}

extension LogCollector {
  /// The lines without their times.
  var messages: [String] { lines.map { String($0.drop { $0 != " " }.dropFirst()) } }
}
