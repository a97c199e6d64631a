import Synchronization

/// Where whoever has a reason to look leaves it, and where the one who looks takes all of them at once.
final class LookRequests: Sendable {
  private struct State {
    var pending = PendingLook()
    var restart: AsyncStream<Void>.Continuation?
  }

  private let state = Mutex(State())
  /// One poke stands for any number of reasons.
  let pokes: AsyncStream<Void>
  private let poke: AsyncStream<Void>.Continuation

  init() {
    (pokes, poke) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
  }

  func note(_ change: (inout PendingLook) -> Void) {
    state.withLock { change(&$0.pending) }
    poke.yield()
  }

  func take() -> PendingLook {
    state.withLock { state in
      defer { state.pending = PendingLook() }
      return state.pending
    }
  }

  /// Ends the stream of `restarts` that was made last: who follows events follows them anew.
  func restartEvents() { state.withLock { $0.restart?.finish() } }

  func restarts() -> AsyncStream<Void> {
    let (stream, continuation) = AsyncStream.makeStream(of: Void.self)
    state.withLock { $0.restart = continuation }
    return stream
  }
}
