extension OperationOutcome {
  /// The sentence, the failing service's last lines, and what runs now.
  package var text: String { lines.joined(separator: "\n") }

  package var lines: [String] {
    var lines = [sentence]
    if !lastLines.isEmpty {
      lines.append("The last lines of \(failingService ?? environment):")
      lines += lastLines.map { "  \($0.spelledOut)" }
    }
    if !serviceStates.isEmpty {
      lines.append("\(serviceStatesTitle):")
      lines += serviceStates.map { "  \($0)" }
    }
    return lines
  }

  package var sentence: String {
    note.map { "\(verdictSentence) \($0)" } ?? verdictSentence
  }

  private var verdictSentence: String {
    let operation = "The \(verb.rawValue) of \(environment)"
    switch verdict {
    case .succeeded: return "\(environment) is \(verb.result) after \(seconds)."
    case .failed(let reason): return "\(operation) failed after \(seconds): \(reason.spelledOut)"
    case .cancelled: return "\(operation) was cancelled after \(seconds)."
    case .refused(let reason): return "\(operation) is refused: \(reason.spelledOut)"
    case .deadlinePassed: return "\(operation) did not end within its deadline, \(seconds)."
    case .engineUnreachable(let reason):
      return "\(operation) did not reach the engine: \(reason.spelledOut)"
    case .lockedBy(let holder): return "\(operation) is refused: \(holder.spelledOut)."
    }
  }

  /// The title of `serviceStates`; the states of a lost engine are those last observed.
  package var serviceStatesTitle: String {
    switch verdict {
    case .succeeded: "Now"
    case .engineUnreachable: "Last known state"
    default: "Current state"
    }
  }

  private var seconds: String {
    Span.seconds(milliseconds: tookMilliseconds)
  }
}

extension OperationOutcome {
  /// The document that `up`, `down` and `restart` print with `--format json`.
  package var json: String { jsonValue.text }

  package var jsonValue: JSONValue {
    .object([
      "schema_version": .integer(1),
      "environment": .string(environment),
      "verb": .string(verb.rawValue),
      "verdict": .string(verdict.word),
      "reason": verdict.reason.map { .string($0) } ?? .null,
      "failing_service": failingService.map { .string($0) } ?? .null,
      "last_lines": .array(lastLines.map { .string($0) }),
      "standing": .array(serviceStates.map { .string($0) }),
      "services": .array(services.map(\.jsonValue)),
      "note": note.map { .string($0) } ?? .null,
      "took_ms": .integer(tookMilliseconds),
    ])
  }
}

extension OperationOutcome.Verdict {
  /// One word, for JSON and the activity record.
  package var word: String {
    switch self {
    case .succeeded: "succeeded"
    case .failed: "failed"
    case .cancelled: "cancelled"
    case .refused: "refused"
    case .deadlinePassed: "deadline_passed"
    case .engineUnreachable: "engine_unreachable"
    case .lockedBy: "locked"
    }
  }

  package var reason: String? {
    switch self {
    case .failed(let reason), .refused(let reason), .engineUnreachable(let reason): reason
    case .lockedBy(let holder): holder
    case .succeeded, .cancelled, .deadlinePassed: nil
    }
  }
}
