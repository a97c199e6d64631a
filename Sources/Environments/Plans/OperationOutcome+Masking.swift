extension OperationOutcome {
  /// The same without secrets in what programs and containers said.
  package func masked(by secrets: KnownSecrets) -> OperationOutcome {
    var outcome = self
    outcome.verdict = verdict.masked(by: secrets)
    outcome.lastLines = lastLines.map { secrets.masked(output: $0) }
    outcome.serviceStates = serviceStates.map { secrets.masked(output: $0) }
    return outcome
  }
}

extension OperationOutcome.Verdict {
  /// The same without secrets in the reason.
  package func masked(by secrets: KnownSecrets) -> Self {
    switch self {
    case .failed(let reason): .failed(reason: secrets.masked(words: reason))
    case .refused(let reason): .refused(reason: secrets.masked(words: reason))
    case .engineUnreachable(let reason): .engineUnreachable(reason: secrets.masked(words: reason))
    case .succeeded, .cancelled, .deadlinePassed, .lockedBy: self
    }
  }
}
