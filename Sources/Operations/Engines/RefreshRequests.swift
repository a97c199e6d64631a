import Engine
import Environments
import Synchronization

/// The reasons for the next refresh: the tasks of a watch add theirs, and the refreshing task takes all at once.
final class RefreshRequests: Sendable {
  private struct State {
    var pending = PendingRefresh()
    /// The ID of the engine that answered last.
    var engine: String?
    var restart: AsyncStream<Void>.Continuation?
    var isListening = false
  }

  private let state = Mutex(State())
  /// Yields when there is at least one reason.
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

  /// The containers with events since the last refresh began.
  var heard: Set<String> { state.withLock(\.pending.containers) }

  /// Whether events arrive, so that the known states are current.
  var isListening: Bool { state.withLock(\.isListening) }

  func stopListening() { state.withLock { $0.isListening = false } }

  func hear(_ event: EngineEvent) {
    switch event {
    case .attached: state.withLock { $0.isListening = true }
    case .lost: stopListening()
    case .container, .image: break
    }
  }

  /// Whether another engine answered the last time.
  func isReplaced(by engine: String) -> Bool {
    state.withLock { $0.engine.map { $0 != engine } ?? false }
  }

  /// Remembers the engine's ID; true when it replaces another one.
  func meet(_ engine: String) -> Bool {
    state.withLock { state in
      defer { state.engine = engine }
      return state.engine.map { $0 != engine } ?? false
    }
  }

  /// Ends the last stream that `restarts` returned, so that events are asked for again.
  func restartEvents() { state.withLock(\.restart)?.finish() }

  func restarts() -> AsyncStream<Void> {
    let (stream, continuation) = AsyncStream.makeStream(of: Void.self)
    state.withLock { $0.restart = continuation }
    return stream
  }
}

/// What the next refresh has to find out, gathered during the current one, so that a burst of events causes one refresh.
struct PendingRefresh: Hashable, Sendable {
  /// A heartbeat that was answered: when it was sent and how long the answer took.
  struct Heartbeat: Hashable, Sendable {
    var at: Int
    var tookMilliseconds: Int
  }

  /// With more containers than this, all are refreshed.
  static let containersMax = 64

  /// All containers of all projects.
  private(set) var isWhole = false
  /// The containers with events, up to `containersMax`, also when all are refreshed.
  private(set) var containers: Set<String> = []
  /// The last heartbeat that was answered.
  private(set) var heartbeat: Heartbeat?
  /// Why the last heartbeat was not answered.
  private(set) var fault: EngineState?

  var isEmpty: Bool { self == PendingRefresh() }

  mutating func addAll() {
    isWhole = true
    // The refresh shows whether the fault persists.
    fault = nil
  }

  mutating func add(container id: String) {
    guard containers.count < Self.containersMax || containers.contains(id) else { return addAll() }
    containers.insert(id)
  }

  mutating func add(_ heartbeat: Heartbeat) {
    self.heartbeat = heartbeat
    fault = nil
  }

  mutating func add(fault state: EngineState) {
    fault = state
    heartbeat = nil
  }
}

/// Lets a few refreshes follow each other at once, and limits a steady stream of them to one in each period.
struct RefreshLimiter: Sendable {
  static let countMax = 3

  let period: Duration
  private var spentUntil: ContinuousClock.Instant

  init(period: Duration, now: ContinuousClock.Instant) {
    self.period = period
    spentUntil = now
  }

  /// Takes a slot; returns how long the refresh has to wait for it.
  mutating func take(at now: ContinuousClock.Instant) -> Duration {
    spentUntil = max(spentUntil, now) + period
    return max(.zero, spentUntil - now - period * Self.countMax)
  }

  /// Takes a slot only if it is free at once.
  mutating func takeNow(at now: ContinuousClock.Instant) -> Bool {
    var next = self
    guard next.take(at: now) == .zero else { return false }
    self = next
    return true
  }
}
