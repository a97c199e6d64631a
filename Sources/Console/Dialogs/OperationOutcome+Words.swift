import Environments

extension OperationOutcome {
  /// Such as `The launch of prod failed`.
  var headline: String {
    let deed = "The \(verb.rawValue) of \(environment)"
    switch verdict {
    case .succeeded: return deed + " succeeded"
    case .failed: return deed + " failed"
    case .cancelled: return deed + " was cancelled"
    case .refused: return deed + " is refused"
    case .deadlinePassed: return deed + " took too long"
    case .engineUnreachable: return deed + " lost the engine"
    case .lockedBy: return deed + " has to wait"
    }
  }
}
