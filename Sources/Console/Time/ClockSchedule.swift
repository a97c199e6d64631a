/// The times at which the clock on the screen changes: just after the multiples of a period. Pure; times are in
/// milliseconds since 1970.
package struct ClockSchedule: Hashable, Sendable {
  private let periodMilliseconds: Int
  private let due: Int

  package init(everySeconds seconds: Int, after now: Int) {
    periodMilliseconds = seconds * 1000
    // Rounding must not wake the loop too early.
    due = (now / periodMilliseconds + 1) * periodMilliseconds + 5
  }

  package func millisecondsLeft(at now: Int) -> Int { isDue(at: now) ? 0 : due - now }

  /// Whether the clock changes now. After the clock was set back, the next multiple would be more than a period
  /// away.
  package func isDue(at now: Int) -> Bool { now >= due || due - now > periodMilliseconds + 5 }
}
