/// The progress of an operation: one line per service.
package struct OperationProgress: Hashable, Sendable {
  package enum Phase: Hashable, Sendable {
    case waiting
    case working(String)
    case done(String)
    case failed(String)
  }

  package struct Line: Hashable, Sendable {
    package var service: String
    package var phase: Phase

    package init(_ service: String, _ phase: Phase) {
      self.service = service
      self.phase = phase
    }
  }

  package var environment: String
  package var verb: Plan.Verb
  package var lines: [Line]
  /// Seconds since 1970.
  package var startedAt: Int
  /// The last line that Compose printed.
  package var message: String

  package init(
    environment: String, verb: Plan.Verb, lines: [Line], startedAt: Int, message: String = ""
  ) {
    self.environment = environment
    self.verb = verb
    self.lines = lines
    self.startedAt = startedAt
    self.message = message
  }

  package var doneCount: Int {
    lines.count { if case .done = $0.phase { true } else { false } }
  }
}

extension OperationProgress {
  /// A headline with the count and the time, and one line for each service.
  ///
  /// - Parameter now: seconds since 1970.
  package func lines(now: Int) -> [String] {
    let width = lines.map(\.service.count).max() ?? 0
    return [headline(now: now)]
      + lines.map { "  \($0.service.padded(to: width))  \($0.phase.words)" }
  }

  /// Such as `Launching dev, 1 of 3 done, 4 s`.
  package func headline(now: Int) -> String {
    "\(verb.gerund) \(environment), \(doneCount) of \(lines.count) done, \(max(0, now - startedAt)) s"
  }
}

extension OperationProgress.Phase {
  package var words: String {
    switch self {
    case .waiting: "waiting"
    case .working(let words), .done(let words), .failed(let words): words.spelledOut
    }
  }
}
