import Engine
import FoundationEssentials

/// Lets a limited number of calls run at once for each engine; the others wait in the order they came. An engine that
/// hangs keeps its own limiter only.
package actor Limiter {
  private struct Queue {
    var free: Int
    var waiting: [CheckedContinuation<Void, Never>] = []
  }

  private let limit: Int
  /// `nil` is the queue of calls that ask no engine.
  private var queues: [Endpoint?: Queue] = [:]

  /// - Parameter limit: of one engine; by default one for each core.
  package init(limit: Int = ProcessInfo.processInfo.activeProcessorCount) {
    precondition(limit > 0, "somebody has to have a turn")
    self.limit = limit
  }

  /// Waits for a turn, works, and gives the turn on. Who is cancelled while waiting still gets a turn; work that looks
  /// at cancellation gives it back at once.
  ///
  /// - Parameter endpoint: the engine that the work waits for; `nil` when it needs none.
  package func run<Result: Sendable>(
    on endpoint: Endpoint? = nil, _ work: @Sendable () async -> Result
  ) async -> Result {
    await begin(endpoint)
    let result = await work()
    end(endpoint)
    return result
  }

  private func begin(_ endpoint: Endpoint?) async {
    guard queues[endpoint, default: Queue(free: limit)].free == 0 else {
      queues[endpoint, default: Queue(free: limit)].free -= 1
      return
    }
    await withCheckedContinuation { queues[endpoint]?.waiting.append($0) }
  }

  private func end(_ endpoint: Endpoint?) {
    guard var queue = queues[endpoint] else { preconditionFailure("nobody ends who has not begun") }
    if queue.waiting.isEmpty {
      queue.free += 1
      // The list of engines stays as long as those that are asked.
      queues[endpoint] = queue.free == limit ? nil : queue
    } else {
      let next = queue.waiting.removeFirst()
      queues[endpoint] = queue
      next.resume()
    }
  }
}
