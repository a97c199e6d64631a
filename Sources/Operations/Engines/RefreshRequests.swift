import Engine
import Synchronization

/// Where whoever has a reason to look leaves it, and where the one who looks takes all of them at once.
final class RefreshRequests: Sendable {
  private struct State {
    var pending = PendingRefresh()
    /// The engine that answered last.
    var engine: String?
    var restart: AsyncStream<Void>.Continuation?
    var isListening = false
  }

  private let state = Mutex(State())
  /// One poke stands for any number of reasons.
  let pokes: AsyncStream<Void>
  private let poke: AsyncStream<Void>.Continuation

  init() {
    (pokes, poke) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
  }

  func note(_ change: (inout PendingRefresh) -> Void) {
    state.withLock { change(&$0.pending) }
    poke.yield()
  }

  func take() -> PendingRefresh {
    state.withLock { state in
      defer { state.pending = PendingRefresh() }
      return state.pending
    }
  }

  /// The containers of which an event has come since the last look began.
  var heard: Set<String> { state.withLock(\.pending.containers) }

  /// Whether events come in, so that what is known is what is so.
  var isListening: Bool { state.withLock(\.isListening) }

  func stopListening() { state.withLock { $0.isListening = false } }

  func hear(_ event: EngineEvent) {
    switch event {
    case .attached: state.withLock { $0.isListening = true }
    case .lost: stopListening()
    case .container, .image: break
    }
  }

  /// Whether another engine answered before.
  func isReplaced(by engine: String) -> Bool {
    state.withLock { $0.engine.map { $0 != engine } ?? false }
  }

  /// Remembers the engine. True when it has taken the place of another one.
  func meet(_ engine: String) -> Bool {
    state.withLock { state in
      defer { state.engine = engine }
      return state.engine.map { $0 != engine } ?? false
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
