import Logging
import Synchronization

/// What of the log can change while the service runs: its level, and what must never be in it.
package final class LogControl: Sendable {
  private struct State {
    var level: Logger.Level
    var secrets: [String] = []
  }

  private static let hidden = "•••"
  private static let sensitive = ["authorization", "key", "token", "secret", "password"]

  private let state: Mutex<State>

  package init(_ level: LogSettings.Level) {
    state = Mutex(State(level: Self.level(level)))
  }

  package var level: Logger.Level { state.withLock { $0.level } }

  /// Sets the level, and adds values that no line may show. Old ones stay: a revoked key is still nobody's
  /// business.
  package func set(_ level: LogSettings.Level, secrets: [String]) {
    state.withLock { state in
      state.level = Self.level(level)
      state.secrets += secrets.filter { !state.secrets.contains($0) }
      state.secrets = state.secrets.suffix(1_000)
    }
  }

  /// The texts of a line without secrets: neither the values known to be some, nor what stands under a
  /// name that says so.
  func masked(_ message: String, _ metadata: [String: String]) -> (String, [String: String]) {
    let secrets = state.withLock { $0.secrets }
    func masked(_ text: String) -> String {
      secrets.reduce(text) { $0.contains($1) ? $0.replacing($1, with: Self.hidden) : $0 }
    }
    let details = metadata.map { key, value in
      let name = key.lowercased()
      return Self.sensitive.contains { name.contains($0) }
        ? (key, Self.hidden) : (masked(key), masked(value))
    }
    return (masked(message), Dictionary(details) { first, _ in first })
  }

  private static func level(_ level: LogSettings.Level) -> Logger.Level {
    Logger.Level(rawValue: level.rawValue) ?? .info
  }
}
