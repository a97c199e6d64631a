import Environments

extension ColumnState {
  /// The rows of the services that are not as they should be. Of an environment that is stopped as a whole, none.
  var faults: [Int] {
    if states.allSatisfy({ $0?.isUntouched ?? true }) { return [] }
    return states.indices.filter { (states[$0]?.severity ?? 0) > 0 }
  }

  /// The engine was asked and gave no answer.
  var isEngineInTrouble: Bool { engine != .answering && engine != .notAskedYet }
}
