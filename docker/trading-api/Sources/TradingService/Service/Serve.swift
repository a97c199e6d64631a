import FoundationEssentials
import Glibc
import Hummingbird
import HummingbirdCore
import Logging
import NIOCore
import ServiceLifecycle

/// Runs one role until SIGTERM or SIGINT; open requests then have `api.timeouts.shutdown` to end.
package func serve(_ role: Role, _ configuration: ServiceConfiguration) async throws {
  let logger = Logger(configuration, role: role)
  let feed = role == .api ? QuotesFeed(configuration, logger: logger) : nil
  let desk = try feed.map { try openDesk(configuration, $0, logger: logger) }
  let router = routes(of: role, configuration, feed: feed, desk: desk, host: hostName()) {
    Int(Date.now.timeIntervalSince1970 * 1_000)
  }
  let bind = role == .api ? configuration.api.bind : configuration.quotes.bind
  var application = Application(
    responder: DeadlineResponder(
      inner: router.buildResponder(), deadline: configuration.api.requestTimeout),
    // An idle connection costs memory; it may stay as long as a request may take.
    server: .http1(configuration: .init(idleTimeout: TimeAmount(configuration.api.requestTimeout))),
    configuration: ApplicationConfiguration(
      address: .hostname(bind.host, port: bind.port), serverName: "trading-api"),
    logger: logger)
  if let feed { application.services.append(feed) }
  if let desk {
    application.services.append(Matcher(desk: desk, interval: configuration.quotes.interval))
  }

  var group = ServiceGroupConfiguration(
    services: [application], gracefulShutdownSignals: [.sigterm, .sigint], logger: logger)
  group.maximumGracefulShutdownDuration = configuration.api.shutdownTimeout
  try await ServiceGroup(configuration: group).run()
}

/// The name of the container, which is how its replicas tell themselves apart.
private func hostName() -> String {
  var name = [CChar](repeating: 0, count: 256)
  guard gethostname(&name, name.count - 1) == 0 else { return "unknown" }
  return String(decoding: name.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
}
