import FoundationEssentials
import Glibc
import Hummingbird
import HummingbirdCore
import Logging
import NIOCore
import ServiceLifecycle
import Synchronization

/// What one role consists of while it runs, and the servers made of it.
package struct ServiceParts: Sendable {
  package var role: Role
  package var live: LiveSettings
  package var metrics: Metrics
  package var feed: QuotesFeed?
  package var logger: Logger
  /// Nil where nothing is traded.
  package var desk: TradingDesk?
  private let listening = Listening()

  package init(role: Role, live: LiveSettings, logger: Logger) {
    self.role = role
    self.live = live
    self.logger = logger
    metrics = Metrics()
    feed = role == .api ? QuotesFeed(live.current.configuration, logger: logger) : nil
  }

  /// What runs, in the order of its start; it is stopped in the reverse order. `onRunning` learns the
  /// ports that were bound, first the role's own.
  package func services(
    onRunning: @escaping @Sendable (Int) async -> Void = { _ in },
    onMetricsRunning: @escaping @Sendable (Int) async -> Void = { _ in }
  ) -> [any Service] {
    let feeds: [any Service] = feed.map { [$0] } ?? []
    let matchers: [any Service] =
      desk.map { [Matcher(desk: $0, interval: configuration.quotes.interval)] } ?? []
    return [metricsServer(onMetricsRunning)] + feeds + matchers + [server(onRunning)]
  }

  private var configuration: ServiceConfiguration { live.current.configuration }

  private func server(_ onRunning: @escaping @Sendable (Int) async -> Void) -> any Service {
    let configuration = configuration
    let live = live
    let router = routes(
      of: role, configuration, feed: feed, desk: desk, host: hostName(), live: live,
      metrics: metrics
    ) { Int(Date.now.timeIntervalSince1970 * 1_000) }
    let isPlain = role == .quotes
    let settings = ConnectionSettings(
      connectionsMax: configuration.api.connectionsMax,
      requestTimeout: configuration.api.requestTimeout,
      idleTimeout: configuration.api.idleTimeout,
      tls: { isPlain ? nil : live.current.tls })
    return application(
      DeadlineResponder(
        inner: router.buildResponder(), deadline: configuration.api.requestTimeout),
      settings, at: isPlain ? configuration.quotes.bind : configuration.api.bind
    ) { [listening] port in
      listening.hasBegun.store(true, ordering: .relaxed)
      await onRunning(port)
    }
  }

  /// For the machine itself: no key, no TLS, no log line for each answer, and no place in the counts.
  private func metricsServer(_ onRunning: @escaping @Sendable (Int) async -> Void) -> any Service {
    let router = Router(context: ServiceContext.self, options: .autoGenerateHeadEndpoints)
    router.add(middleware: ProblemMiddleware(live: live))
    router.get("metrics") { _, _ in
      let text = await report().text
      return Response(
        status: .ok,
        headers: [
          .contentType: MetricsText.contentType, .contentLength: "\(text.utf8.count)",
        ],
        body: ResponseBody(byteBuffer: ByteBuffer(string: text)))
    }
    router.get("health/ready") { _, _ in await readiness() }
    refuseOtherMethods(on: router)
    // Only Prometheus and the engine's health checks come here.
    let settings = ConnectionSettings(
      connectionsMax: 16, requestTimeout: .seconds(10), idleTimeout: .seconds(60))
    return application(
      router.buildResponder(), settings, at: configuration.metrics, onRunning)
  }

  /// Words rather than JSON: what asks is small, and the engine shows them to the operator as they are.
  private func readiness() async -> Response {
    let reasons =
      listening.hasBegun.load(ordering: .relaxed)
      ? await reasons() : ["The \(role) does not listen yet."]
    let words = reasons.isEmpty ? "ready" : reasons.joined(separator: " ")
    return Response(
      status: reasons.isEmpty ? .ok : .serviceUnavailable,
      headers: [.contentType: "text/plain; charset=utf-8"],
      body: ResponseBody(byteBuffer: ByteBuffer(string: words + "\n")))
  }

  package func report() async -> MetricsReport {
    let configuration = configuration
    let isReady = await reasons().isEmpty
    return MetricsReport(
      role: role, environment: configuration.environment, version: version,
      counts: metrics.counts, isReady: isReady,
      quotesAge: feed?.current.age(at: .now), desk: await desk?.counts, process: .current())
  }

  /// Why the role cannot do its work now, one sentence each; empty when it can.
  private func reasons() async -> [String] {
    (feed?.current.reasons(at: .now) ?? []) + (await desk?.reasons ?? [])
  }

  private func application(
    _ responder: some HTTPResponder<ServiceContext>, _ settings: ConnectionSettings,
    at bind: Address, _ onRunning: @escaping @Sendable (Int) async -> Void
  ) -> any Service {
    let metrics = metrics
    return Application(
      responder: responder,
      server: HTTPServerBuilder {
        EdgeChannel(responder: $0, settings: settings, metrics: metrics)
      },
      configuration: ApplicationConfiguration(
        address: .hostname(bind.host, port: bind.port), serverName: "trading-api"),
      onServerRunning: { await onRunning($0.localAddress?.port ?? 0) },
      logger: logger)
  }
}

/// Whether the role's own port is open, which it is after the metrics'. A class, because both servers look at it.
private final class Listening: Sendable {
  let hasBegun = Atomic(false)
}

/// The name of the container, which is how its replicas tell themselves apart.
private func hostName() -> String {
  var name = [CChar](repeating: 0, count: 256)
  guard gethostname(&name, name.count - 1) == 0 else { return "unknown" }
  return String(decoding: name.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
}
