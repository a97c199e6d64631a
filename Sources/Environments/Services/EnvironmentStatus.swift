/// The containers of one environment, and when they were observed.
package struct EnvironmentStatus: Hashable, Sendable {
  package var environment: String
  package var engine: EngineState
  /// The last known containers, even when the engine has stopped answering.
  package var containers: [ContainerStatus]
  /// Seconds since 1970 when the engine last answered; `nil` when it has not answered yet.
  package var observedAt: Int?
  /// The interval of the engine's heartbeat. A status older than two heartbeats is stale.
  package var heartbeatSeconds = 15
  /// How long the engine's last answer took.
  package var answeredAfterMilliseconds = 0

  package init(
    environment: String, engine: EngineState, containers: [ContainerStatus] = [],
    observedAt: Int? = nil
  ) {
    self.environment = environment
    self.engine = engine
    self.containers = containers
    self.observedAt = observedAt
  }
}

/// The state of an environment's engine.
package enum EngineState: Hashable, Sendable {
  case notAskedYet
  /// Docker or its Compose plugin is not installed on this machine; what to do about it.
  case notInstalled(String)
  /// The user has no permission to use the engine; what to do about it.
  case forbidden(String)
  /// The engine cannot be reached; the error message.
  case unreachable(String)
  /// The engine accepted the connection and did not answer within the deadline.
  case silent(milliseconds: Int)
  case answering
}

extension EngineState {
  /// The exit code of every command that needs the engine's answer; `nil` when the engine answers.
  package var exitCode: Int? {
    switch self {
    case .answering: nil
    case .notInstalled, .forbidden: 77
    case .notAskedYet, .unreachable, .silent: 69
    }
  }

  private static let fixBegins = " Fix: "

  /// Joins what is wrong and how to fix it, for the text of a state.
  package static func advice(_ what: String, fix: String) -> String { what + fixBegins + fix }

  /// Splits such a text into its two parts; `fix` is `nil` when the text has none.
  package static func parts(ofAdvice words: String) -> (what: String, fix: String?) {
    guard let mark = words.firstRange(of: fixBegins) else { return (words, nil) }
    return (String(words[..<mark.lowerBound]), String(words[mark.upperBound...]))
  }
}

/// The machine that an engine runs on, as the engine describes it.
package struct EngineHost: Hashable, Sendable {
  /// The engine's identifier, by which two contexts of the same engine are recognized.
  package var id: String
  package var name: String
  package var processors: Int
  /// In bytes.
  package var memory: Int

  package init(id: String, name: String, processors: Int, memory: Int) {
    self.id = id
    self.name = name
    self.processors = processors
    self.memory = memory
  }
}
