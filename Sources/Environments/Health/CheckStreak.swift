/// How often in a row a check found the same.
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

  /// Such as `ok for 14 min (56)`, `failing 3 in a row since 14:02` or `unknown at 14:02`: nothing is claimed of the
  /// time since the last result. A beginning of another day is told as a span.
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
