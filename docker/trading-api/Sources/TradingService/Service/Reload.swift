import FoundationEssentials
import Logging

/// Reads configuration and secrets again and, when both are valid, applies them as a whole.
///
/// Some keys cannot change while the service runs; for these the log says that a restart is needed.
package struct Reload: Sendable {
  /// The settings that a reload applies, besides the contents of the secret files; `run` copies each of them.
  static let reloadable = [
    "api.cors.", "api.rate_limit.", "logging.level", "trading.max_order_quantity",
  ]

  package var path: String
  package var role: Role
  package var live: LiveSettings
  package var control: LogControl
  package var logger: Logger

  package init(
    path: String, role: Role, live: LiveSettings, control: LogControl, logger: Logger
  ) {
    self.path = path
    self.role = role
    self.live = live
    self.control = control
    self.logger = logger
  }

  package func run() {
    let (read, problems) = readConfiguration(at: path)
    guard let read else { return refuse(problems.map { $0.lines(file: path) }) }
    let running = live.current.configuration
    var next = running
    next.api.cors = read.api.cors
    next.api.rateLimit = read.api.rateLimit
    next.logging.level = read.logging.level
    next.trading.maxOrderQuantity = read.trading.maxOrderQuantity
    let (loaded, secretProblems, warnings) = Live.load(next, role: role)
    guard var loaded else { return refuse(secretProblems) }

    let changed = running.effective.differences(to: read.effective)
    let (now, later) = (
      changed.filter(Self.isReloadable), changed.filter { !Self.isReloadable($0) }
    )
    loaded.configuration.effective = running.effective.taking(now, from: read.effective)
    // The log masks a new key before a client can use it.
    control.set(read.logging.level, secrets: loaded.keys.values)
    live.replace(with: loaded)
    for warning in warnings { logger.warning("\(warning)") }
    if !later.isEmpty {
      logger.warning(
        "Some changes need a restart.", metadata: ["settings": "\(later.joined(separator: ", "))"])
    }
    // A warning, because it appears at every level that environments use.
    logger.warning(
      "The configuration is reloaded.",
      metadata: ["settings": "\(now.isEmpty ? "none" : now.joined(separator: ", "))"])
  }

  private func refuse(_ problems: [String]) {
    for problem in problems { logger.error("\(problem.replacing("\n", with: "; "))") }
    logger.error("The configuration is not reloaded; the old one stays in force.")
  }

  private static func isReloadable(_ key: String) -> Bool {
    reloadable.contains { $0.hasSuffix(".") ? key.hasPrefix($0) : key == $0 }
  }
}
