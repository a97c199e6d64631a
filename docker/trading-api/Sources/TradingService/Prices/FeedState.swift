/// What the api knows about quotes at one moment.
package struct FeedState: Sendable {
  package var maxAge: Duration
  /// Why the last attempt to get quotes failed; nil when it did not.
  package var failure: String?
  package private(set) var book: QuoteBook?
  private var received: ContinuousClock.Instant?

  package init(maxAge: Duration) {
    self.maxAge = maxAge
  }

  package mutating func receive(_ book: QuoteBook, at moment: ContinuousClock.Instant) {
    self.book = book
    received = moment
  }

  /// How old the quotes are: their age when they were answered and the time since then.
  package func age(at moment: ContinuousClock.Instant) -> Duration? {
    guard let book, let received else { return nil }
    return .milliseconds(book.ageMilliseconds) + received.duration(to: moment)
  }

  /// Why the api cannot do its work now, one sentence each; empty when it can.
  package func reasons(at moment: ContinuousClock.Instant) -> [String] {
    guard let age = age(at: moment) else {
      return [failure.map { "There are no quotes yet: \($0)." } ?? "There are no quotes yet."]
    }
    guard age > maxAge else { return [] }
    let old = "The quotes are \(age.words) old; quotes.max_age allows \(maxAge.words)."
    return [old] + (failure.map { ["The last attempt failed: \($0)."] } ?? [])
  }

  /// The last quotes with their age now.
  package func aged(at moment: ContinuousClock.Instant) -> QuoteBook? {
    guard var book, let age = age(at: moment) else { return nil }
    book.ageMilliseconds = age.milliseconds
    return book
  }
}
