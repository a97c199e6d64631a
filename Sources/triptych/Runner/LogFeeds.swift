import Environments
import Synchronization

/// The logs that the console reads. At most one batch of each scope is on its way to the loop. Lines that arrive
/// meanwhile wait here; when they are too many, the oldest are dropped and counted.
final class LogFeeds: Sendable {
  private struct Feed {
    /// Distinguishes the feed from the previous one of the same scope.
    var id: Int
    var lists: AsyncStream<[ContainerStatus]>.Continuation
    var waiting = LogBatch()
    var isOnItsWay = false
  }

  private struct State {
    var feeds: [LogScope: Feed] = [:]
    var lastID = 0
  }

  /// The maximum number of lines that wait for the loop.
  private static let linesMax = 5000
  private static let costMax = 4 << 20

  private let state = Mutex(State())
  private let post: @Sendable (LogScope, LogBatch) -> Void

  init(_ post: @escaping @Sendable (LogScope, LogBatch) -> Void) { self.post = post }

  /// Starts a feed. Its stream receives the containers of the environment whenever they change.
  func begin(_ scope: LogScope) -> (id: Int, lists: AsyncStream<[ContainerStatus]>) {
    let (lists, continuation) = AsyncStream.makeStream(
      of: [ContainerStatus].self, bufferingPolicy: .bufferingNewest(1))
    let (id, last) = state.withLock { state in
      state.lastID += 1
      let last = state.feeds.updateValue(Feed(id: state.lastID, lists: continuation), forKey: scope)
      return (state.lastID, last)
    }
    last?.lists.finish()
    return (id, lists)
  }

  func end(_ scope: LogScope, id: Int) {
    let ended: Feed? = state.withLock { state in
      guard state.feeds[scope]?.id == id else { return nil }
      return state.feeds.removeValue(forKey: scope)
    }
    ended?.lists.finish()
  }

  func containersChanged(_ statuses: [EnvironmentStatus]) {
    for (scope, feed) in state.withLock(\.feeds) {
      for status in statuses
      where status.environment == scope.environment && status.engine == .answering {
        feed.lists.yield(status.containers)
      }
    }
  }

  func send(_ batch: LogBatch, of scope: LogScope, id: Int) {
    release(scope) { feed in
      guard feed.id == id else { return }
      feed.waiting.append(batch, linesMax: Self.linesMax, costMax: Self.costMax)
    }
  }

  /// Called when the loop has taken the batch that was on its way.
  func taken(_ scope: LogScope) { release(scope) { $0.isOnItsWay = false } }

  private func release(_ scope: LogScope, _ change: (inout Feed) -> Void) {
    let batch: LogBatch? = state.withLock { state in
      guard var feed = state.feeds.removeValue(forKey: scope) else { return nil }
      defer { state.feeds[scope] = feed }
      change(&feed)
      guard !feed.isOnItsWay, !feed.waiting.isEmpty else { return nil }
      feed.isOnItsWay = true
      defer { feed.waiting = LogBatch() }
      return feed.waiting
    }
    if let batch { post(scope, batch) }
  }
}
