extension OperationOutcome {
  /// The same without secrets in what programs and containers said.
  package func masked(by mask: ProgramMask) -> OperationOutcome {
    var outcome = self
    outcome.verdict = verdict.masked(by: mask)
    outcome.lastLines = mask.shown(lines: lastLines)
    outcome.serviceStates = serviceStates.map { mask.shown($0, from: .other) }
    outcome.note = note.map { mask.shown($0, from: .other) }
    return outcome
  }
}

extension OperationOutcome.Verdict {
  /// The same without secrets in the reason. What Compose quotes of the files was withheld where its words entered.
  package func masked(by mask: ProgramMask) -> Self {
    switch self {
    case .failed(let reason): .failed(reason: mask.shown(reason, from: .other))
    case .refused(let reason): .refused(reason: mask.shown(reason, from: .other))
    case .engineUnreachable(let reason):
      .engineUnreachable(reason: mask.shown(reason, from: .other))
    case .succeeded, .cancelled, .deadlinePassed, .lockedBy: self
    }
  }
}
