import Testing

@testable import Engine

/// A deadlock here ends only with the time limit of the whole run (`scripts/test.sh`).
struct `Leaving a stream of events` {
  /// A cancelled listener leaves while it is told something: both hold what the other wants, unless the feed tells
  /// without its lock. A launch that ended at the moment of an event waited forever.
  @Test func `listeners may be cancelled while events arrive`() async {
    let feed = EventFeed()

    for _ in 0..<2_000 {
      let listener = Task {
        for await _ in feed.listen(floodOfEvents) where Task.isCancelled { break }
      }
      await Task.yield()
      listener.cancel()
      await listener.value
    }
  }

  private let floodOfEvents: EventFeed.Source = { tell in
    for _ in 0..<200 where !Task.isCancelled {
      tell(.attached)
      await Task.yield()
    }
    return "The flood has ended."
  }
}
