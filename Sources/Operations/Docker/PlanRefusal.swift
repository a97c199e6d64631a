import Engine
import Environments

/// Why nothing can be planned now.
package struct PlanRefusal: Error, Hashable {
  package var verdict: OperationOutcome.Verdict

  package init(_ verdict: OperationOutcome.Verdict) { self.verdict = verdict }

  /// The engine does not answer, or may not be asked.
  init(_ state: EngineState, on endpoint: Endpoint) {
    switch state {
    case .notInstalled(let words), .forbidden(let words): verdict = .refused(reason: words)
    case .unreachable, .silent:
      verdict = .engineUnreachable(reason: state.reason(on: endpoint))
    case .notAskedYet, .answering: verdict = .cancelled
    }
  }
}
