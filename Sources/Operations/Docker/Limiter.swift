import Engine
import FoundationEssentials

/// Limits the calls to docker that run at once on each engine; the others wait in their order. An engine that hangs blocks
/// only its own slots.
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
    precondition(limit > 0, "a limiter has at least one slot")
    self.limit = limit
  }

  /// Waits for a slot, runs the work and frees the slot. A task that is cancelled while it waits still gets a slot; work
  /// that checks for cancellation frees it at once.
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
    guard var queue = queues[endpoint] else {
      preconditionFailure("a slot is freed that was never taken")
    }
    if queue.waiting.isEmpty {
      queue.free += 1
      // A queue without calls is removed.
      queues[endpoint] = queue.free == limit ? nil : queue
    } else {
      let next = queue.waiting.removeFirst()
      queues[endpoint] = queue
      next.resume()
    }
  }
}
