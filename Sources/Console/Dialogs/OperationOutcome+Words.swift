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

  /// Why, in a sentence.
  var reason: String {
    switch verdict {
    case .succeeded: "Everything is as planned."
    case .failed(let reason), .refused(let reason), .engineUnreachable(let reason): reason
    case .cancelled: "It was cancelled on your word."
    case .deadlinePassed: "The deadline passed before everything was healthy."
    case .lockedBy(let holder): "Another operation holds the environment: \(holder)."
    }
  }
}
