/// How long a check took, over the results in its history that passed: what failed or was never answered says how long
/// somebody waited, not how quick the service is.
package struct Latency: Hashable, Sendable {
  /// In microseconds, like the others.
  package var minimum: Int
  package var median: Int
  /// The time that 95 of 100 did not exceed.
  package var percentile95: Int
  package var count: Int

  /// `nil` when nothing passed.
  package init?(_ history: CheckHistory) {
    let times = history.entries.filter { CheckStreak.Kind($0.verdict) == .passing }
      .map(\.tookMicroseconds).sorted()
    guard let minimum = times.first else { return nil }
    self.minimum = minimum
    median = Self.percentile(50, of: times)
    percentile95 = Self.percentile(95, of: times)
    count = times.count
  }

  /// Such as `min 2.1 ms · median 2.9 ms · p95 12 ms`.
  package var parts: [String] {
    [("min", minimum), ("median", median), ("p95", percentile95)]
      .map { "\($0) \(Span.milliseconds($1))" }
  }

  /// By nearest rank: one of the times, never something between two.
  private static func percentile(_ percent: Int, of sorted: [Int]) -> Int {
    sorted[max(0, (sorted.count * percent + 99) / 100 - 1)]
  }
}
