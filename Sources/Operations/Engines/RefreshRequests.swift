import Engine
import Environments
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

/// What to find out next, gathered while the last look was under way: a burst of events is one look.
struct PendingRefresh: Hashable, Sendable {
  /// A sign of life: when it was asked for and how long it took.
  struct Life: Hashable, Sendable {
    var at: Int
    var tookMilliseconds: Int
  }

  /// More containers than these are a reason to look at all: an argv has a limit.
  static let containersMax = 64

  /// All containers of all projects.
  private(set) var isWhole = false
  /// Those that something happened to, also when all are looked at, as far as there is room for them.
  private(set) var containers: Set<String> = []
  /// The last sign of life.
  private(set) var life: Life?
  /// What the last call for one said instead.
  private(set) var fault: EngineState?

  var isEmpty: Bool { self == PendingRefresh() }

  mutating func addAll() {
    isWhole = true
    // Looking tells whether it is still so.
    fault = nil
  }

  mutating func add(container id: String) {
    guard containers.count < Self.containersMax || containers.contains(id) else { return addAll() }
    containers.insert(id)
  }

  mutating func add(_ life: Life) {
    self.life = life
    fault = nil
  }

  mutating func add(fault state: EngineState) {
    fault = state
    life = nil
  }
}

/// Lets a few looks follow each other at once, and holds a stream of them down to one in each period.
struct RefreshLimiter: Sendable {
  static let countMax = 3

  let period: Duration
  private var spentUntil: ContinuousClock.Instant

  init(period: Duration, now: ContinuousClock.Instant) {
    self.period = period
    spentUntil = now
  }

  /// How long the next look has to wait; it is taken as done then.
  mutating func take(at now: ContinuousClock.Instant) -> Duration {
    spentUntil = max(spentUntil, now) + period
    return max(.zero, spentUntil - now - period * Self.countMax)
  }

  /// Takes a turn that is free at once; without one nothing is taken.
  mutating func takeNow(at now: ContinuousClock.Instant) -> Bool {
    var next = self
    guard next.take(at: now) == .zero else { return false }
    self = next
    return true
  }
}
