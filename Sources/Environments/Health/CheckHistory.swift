/// The last results of one check, and the streak that the newest one belongs to.
package struct CheckHistory: Hashable, Sendable {
  package struct Entry: Hashable, Sendable {
    /// Seconds since 1970 when the check started.
    package var at: Int
    package var verdict: CheckResult.Verdict
    package var reason: String
    package var tookMicroseconds: Int
  }

  /// How many results are kept. The streak also counts older ones.
  package static let countMax = 120

  /// From the oldest to the newest.
  package private(set) var entries: [Entry] = []
  /// `nil` before the first result.
  package private(set) var streak: CheckStreak?
  /// How often the state changed, such as from passing to failing.
  package private(set) var changeCount = 0
  package private(set) var isFlapping = false

  package init() {}

  /// Adds a result. Returns whether the state of the check changed.
  @discardableResult
  package mutating func add(_ result: CheckResult, at: Int) -> Bool {
    entries.append(
      Entry(
        at: at, verdict: result.verdict, reason: result.reason,
        tookMicroseconds: result.tookMicroseconds))
    if entries.count > Self.countMax { entries.removeFirst() }
    let before = streak
    let kind = CheckStreak.Kind(result.verdict)
    if before?.kind == kind {
      streak?.count += 1
      streak?.lastAt = at
    } else {
      streak = CheckStreak(kind: kind, since: at)
      if before != nil { changeCount += 1 }
    }
    isFlapping = flaps(asBefore: isFlapping)
    return before?.kind != kind
  }
}

/// Successive results of a check in the same state.
package struct CheckStreak: Hashable, Sendable {
  package enum Kind: String, Hashable, Sendable {
    case passing, failing, unknown

    package init(_ verdict: CheckResult.Verdict) {
      switch verdict {
      case .healthy, .done: self = .passing
      case .unhealthy: self = .failing
      case .unknown: self = .unknown
      }
    }
  }

  package var kind: Kind
  package var count = 1
  /// Seconds since 1970 of the first result.
  package var since: Int
  /// Seconds since 1970 of the last result.
  package var lastAt: Int

  package init(kind: Kind, since: Int) {
    self.kind = kind
    self.since = since
    lastAt = since
  }

  /// Such as `ok for 14 min (56)`, `failing 3 in a row since 14:02` or `unknown at 14:02`. The text covers the time
  /// up to the last result, not up to now. A beginning more than a day ago is given as a span.
  package func text(now: Int, utcOffsetMinutes: Int) -> String {
    let word = kind == .passing ? "ok" : kind.rawValue
    let isToday = now - since < CivilTime.secondsOfDay
    let start = CivilTime(since, utcOffsetMinutes: utcOffsetMinutes).hourAndMinute
    if count == 1 { return isToday ? "\(word) at \(start)" : word }
    let span = Span.words(seconds: lastAt - since)
    if kind == .passing { return "\(word) for \(span) (\(count))" }
    return "\(word) \(count) in a row " + (isToday ? "since \(start)" : "for \(span)")
  }
}

extension CheckHistory {
  /// Such as `ok for 14 min (56)`, `failing 3 in a row since 14:02`, `flapping 38 %, ok at 14:02`; empty before the
  /// first result. `now` in seconds since 1970.
  package func text(now: Int, utcOffsetMinutes: Int) -> String {
    guard let streak else { return "" }
    let words = streak.text(now: now, utcOffsetMinutes: utcOffsetMinutes)
    return isFlapping ? "flapping \(changePercent) %, \(words)" : words
  }
}

/// Flapping as Nagios defines it ("Detection and Handling of State Flapping" in the manual of Nagios Core): of the
/// last 21 results, each of the 20 positions where the state can change has a weight, from 0.8 for the oldest to
/// 1.2 for the newest. The weights of the positions where it did change, as a share of 20, are the percent state
/// change. A check begins to flap at 30 % and stops below 20 %, which are Nagios' own defaults for services.
///
/// Unknown results are left out: they depend on the engine, not on what is checked. Positions before the first
/// result count as unchanged.
extension CheckHistory {
  package static let flappingFromPercent = 30
  package static let steadyBelowPercent = 20
  private static let resultCount = 21

  /// From 0 to 100.
  package var changePercent: Int {
    let known = entries.map { CheckStreak.Kind($0.verdict) }.filter { $0 != .unknown }
      .suffix(Self.resultCount)
    let positions = Self.resultCount - 1
    let changes = zip(known, known.dropFirst()).map { $0 != $1 }
    var changed = 0.0
    for (index, isChange) in changes.enumerated() where isChange {
      let position = positions - changes.count + index
      changed += 0.8 + 0.4 * Double(position) / Double(positions - 1)
    }
    return Int((changed / Double(positions) * 100).rounded())
  }

  func flaps(asBefore wasFlapping: Bool) -> Bool {
    changePercent >= (wasFlapping ? Self.steadyBelowPercent : Self.flappingFromPercent)
  }
}

/// How long a check took, over the results in its history that passed. The duration of a failed or unanswered check
/// is a waiting time, which says nothing about the speed of the service.
package struct Latency: Hashable, Sendable {
  /// In microseconds, like `median` and `percentile95`.
  package var minimum: Int
  package var median: Int
  /// The time that 95 of 100 results did not exceed.
  package var percentile95: Int
  package var count: Int

  /// `nil` when no result passed.
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

  /// The percentile by nearest rank, which is always one of the times.
  private static func percentile(_ percent: Int, of sorted: [Int]) -> Int {
    sorted[max(0, (sorted.count * percent + 99) / 100 - 1)]
  }
}
