/// One token bucket for each client that was seen lately, in bounded memory.
package struct ClientBuckets: Sendable {
  /// About 2 MB. Who comes from more addresses than that is not slowed down by a limit per address.
  package static let countMax = 10_000

  private let countMax: Int
  private var limit: RateLimit?
  private var buckets: [String: TokenBucket] = [:]

  package init(countMax: Int = ClientBuckets.countMax) {
    self.countMax = countMax
  }

  package var count: Int { buckets.count }

  /// Takes a token out of the bucket of `client`. A changed limit begins with full buckets.
  package mutating func take(
    for client: String, limit: RateLimit, now: Duration
  ) -> TokenBucket.Verdict {
    if limit != self.limit {
      self.limit = limit
      buckets = [:]
    }
    if buckets[client] == nil, buckets.count >= countMax { makeRoom(now: now) }
    return buckets[client, default: TokenBucket(limit, now: now)].take(now: now)
  }

  /// Forgets those that are full again; when that is not enough, the eighth that was silent for longest.
  /// So many at once, because looking through all of them for each new client would be an attack's aim.
  private mutating func makeRoom(now: Duration) {
    buckets = buckets.filter { !$0.value.isFull(now: now) }
    guard buckets.count >= countMax else { return }
    let silent = buckets.sorted { $0.value.filled < $1.value.filled }.prefix(countMax / 8 + 1)
    for (client, _) in silent { buckets[client] = nil }
  }
}
