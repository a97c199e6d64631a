import Environments
import Processes

/// Why nothing can be said about the containers of an engine.
package struct EngineUnavailable: Error, Hashable {
  package var state: EngineState

  package init(_ state: EngineState) { self.state = state }

  package init(_ result: CommandResult, on endpoint: Endpoint) {
    if let state = engineFault(result, on: endpoint) {
      self.state = state
    } else if isRefusal(result.errors) {
      self = .refused(by: endpoint)
    } else if let found = nonsense(in: result.errors) {
      self = .noEngine(at: endpoint, found)
    } else {
      // A failure in words that we do not know is still a failure to answer: they are kept as they are.
      state = .unreachable(lastLine(result.errors))
    }
  }
}

extension EngineUnavailable {
  /// A proxy or an authorization plugin forbids what every look asks.
  static func refused(by endpoint: Endpoint) -> EngineUnavailable {
    EngineUnavailable(
      .forbidden(
        "\(endpoint) refuses to tell. What stands in front of the engine does not allow it."))
  }

  /// Something else answers in the engine's place.
  static func noEngine(at endpoint: Endpoint, _ found: some StringProtocol) -> EngineUnavailable {
    EngineUnavailable(.unreachable("No Docker engine answers at \(endpoint): \(found)."))
  }
}

/// A proxy before the engine, or an authorization plugin in it, that forbids what every look asks.
private func isRefusal(_ words: String) -> Bool {
  let lowered = words.lowercased()
  return lowered.contains("403 forbidden") || lowered.contains("authorization denied by plugin")
}

/// What docker could not read, where something else answers in the engine's place; `nil` where an engine did.
private func nonsense(in words: String) -> Substring? {
  for beginning in ["malformed HTTP response", "invalid character"] {
    if let found = words.firstRange(of: beginning) {
      return words[found.lowerBound...].prefix { !$0.isNewline }.trimmingSuffix { $0 == "." }
    }
  }
  return nil
}

extension Substring {
  fileprivate func trimmingSuffix(while isDropped: (Character) -> Bool) -> Substring {
    var rest = self
    while let last = rest.last, isDropped(last) { rest.removeLast() }
    return rest
  }
}
