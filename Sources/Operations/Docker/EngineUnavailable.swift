import Environments
import Processes

/// Why nothing can be said about the containers of an engine.
package struct EngineUnavailable: Error, Hashable {
  package var state: EngineState

  package init(_ state: EngineState) { self.state = state }

  init(_ result: CommandResult, on endpoint: Endpoint) {
    // A failure in words that we do not know is still a failure to answer: they are kept as they are.
    state = engineFault(result, on: endpoint) ?? .unreachable(lastLine(result.errors))
  }
}
