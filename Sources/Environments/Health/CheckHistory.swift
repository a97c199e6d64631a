/// What one check found, time after time: the last results, and the streak that the last one belongs to.
package struct CheckHistory: Hashable, Sendable {
  package struct Entry: Hashable, Sendable {
    /// Seconds since 1970 when the check was started.
    package var at: Int
    package var verdict: CheckResult.Verdict
    package var reason: String
    package var tookMicroseconds: Int
  }

  /// Older results are forgotten; the streak and what it counts are not.
  package static let countMax = 120

  /// The oldest first.
  package private(set) var entries: [Entry] = []
  /// `nil` before the first result.
  package private(set) var streak: CheckStreak?
  /// How often it went from passing to failing or back.
  package private(set) var changeCount = 0
  package private(set) var isFlapping = false

  package init() {}

  /// Takes a result in; gives back whether the check found something else than the time before.
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
