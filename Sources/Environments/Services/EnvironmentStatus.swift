/// The containers of one environment and how fresh that knowledge is.
package struct EnvironmentStatus: Hashable, Sendable {
  package var environment: String
  package var engine: EngineState
  /// The last known ones, also when the engine has stopped answering.
  package var containers: [ContainerStatus]
  /// Seconds since 1970 when the engine last answered; `nil` when it never did.
  package var observedAt: Int?
  /// How often the engine is asked for a sign of life: what is older than two of these turns is old.
  package var heartbeatSeconds = 15
  /// How long its last answer took.
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

/// What is known of the engine behind an environment.
package enum EngineState: Hashable, Sendable {
  case notAskedYet
  /// No docker, or no Compose plugin, on this machine; what to do about it.
  case notInstalled(String)
  /// The user may not talk to the engine; what to do about it.
  case forbidden(String)
  /// It cannot be reached; its own words.
  case unreachable(String)
  /// It took the call and did not answer within the deadline.
  case silent(milliseconds: Int)
  case answering
}

extension EngineState {
  private static let fixBegins = " Fix: "

  /// The words of a state that say what is wrong and what to do about it, as a console shows them.
  package static func advice(_ what: String, fix: String) -> String { what + fixBegins + fix }

  /// The two parts of such words; the second is `nil` when they say no fix.
  package static func parts(ofAdvice words: String) -> (what: String, fix: String?) {
    guard let mark = words.firstRange(of: fixBegins) else { return (words, nil) }
    return (String(words[..<mark.lowerBound]), String(words[mark.upperBound...]))
  }
}

/// The machine that an engine runs on, as the engine tells of it.
package struct EngineHost: Hashable, Sendable {
  /// The engine's own identifier: two contexts may lead to one engine.
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
