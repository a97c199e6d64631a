import FoundationEssentials

/// Lets a limited number of calls run at once; the others wait in the order they came.
package actor Turns {
  private var free: Int
  private var waiting: [CheckedContinuation<Void, Never>] = []

  /// - Parameter limit: by default one for each core.
  package init(limit: Int = ProcessInfo.processInfo.activeProcessorCount) {
    precondition(limit > 0, "somebody has to have a turn")
    free = limit
  }

  /// Waits for a turn, works, and gives the turn on. Who is cancelled while waiting still gets a turn; work that looks
  /// at cancellation gives it back at once.
  package func take<Result: Sendable>(_ work: @Sendable () async -> Result) async -> Result {
    await begin()
    let result = await work()
    end()
    return result
  }

  private func begin() async {
    guard free == 0 else {
      free -= 1
      return
    }
    await withCheckedContinuation { waiting.append($0) }
  }

  private func end() {
    guard !waiting.isEmpty else {
      free += 1
      return
    }
    waiting.removeFirst().resume()
  }
}
