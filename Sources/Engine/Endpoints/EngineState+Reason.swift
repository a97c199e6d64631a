import Environments

extension EngineState {
  /// Why the engine cannot be asked, in a sentence.
  package func reason(on endpoint: Endpoint) -> String {
    switch self {
    case .notInstalled(let words), .forbidden(let words), .unreachable(let words): words
    case .silent(let milliseconds):
      "\(endpoint) took the call and did not answer within \(milliseconds) ms."
    case .notAskedYet, .answering: "The engine was not asked."
    }
  }
}
