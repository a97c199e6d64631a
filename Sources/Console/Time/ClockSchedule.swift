/// When the clock on the screen moves next: just behind the multiples of a period. Pure; moments are milliseconds since
/// 1970.
package struct ClockSchedule: Hashable, Sendable {
  private let periodMilliseconds: Int
  private let due: Int

  package init(everySeconds seconds: Int, after now: Int) {
    periodMilliseconds = seconds * 1000
    // Lest rounding wakes the loop a moment too early.
    due = (now / periodMilliseconds + 1) * periodMilliseconds + 5
  }

  package func millisecondsLeft(at now: Int) -> Int { isDue(at: now) ? 0 : due - now }

  /// A clock that was set back would have to be waited for: the next multiple never is further than a period.
  package func isDue(at now: Int) -> Bool { now >= due || due - now > periodMilliseconds + 5 }
}
