/// Writes spans of time in words short enough for a column.
package enum Span {
  /// Such as `8 s`, `3 min`, `2 h 5 min`, `4 d`.
  package static func words(seconds: Int) -> String {
    let seconds = max(0, seconds)
    let minutes = seconds / 60 % 60
    switch seconds {
    case ..<60: return "\(seconds) s"
    case ..<3600: return "\(minutes) min"
    case ..<CivilTime.secondsOfDay:
      return "\(seconds / 3600) h" + (minutes == 0 ? "" : " \(minutes) min")
    default: return "\(seconds / CivilTime.secondsOfDay) d"
    }
  }

  /// Such as `8 s`, `3 min`, `2 h`, `4 d`: only the largest unit.
  package static func roughly(seconds: Int) -> String {
    words(
      seconds: (3600..<CivilTime.secondsOfDay).contains(seconds) ? seconds / 3600 * 3600 : seconds)
  }

  /// A running stopwatch, such as `0:07`, `12:40`.
  package static func stopwatch(seconds: Int) -> String {
    let seconds = max(0, seconds)
    return "\(seconds / 60):" + (seconds % 60).digits(2)
  }

  /// Such as `840 µs`, `12 ms`, `1.4 s`.
  package static func words(microseconds: Int) -> String {
    switch microseconds {
    case ..<1_000: "\(max(0, microseconds)) µs"
    case ..<1_000_000: "\(microseconds / 1_000) ms"
    case let whole where whole / 100_000 % 10 == 0: "\(whole / 1_000_000) s"
    default: tenths(microseconds / 100_000) + " s"
    }
  }

  /// Such as `2.1 ms`, with one decimal below ten and none above.
  package static func milliseconds(_ microseconds: Int) -> String {
    let rounded = (microseconds + 50) / 100
    return (rounded < 100 ? tenths(rounded) : "\((microseconds + 500) / 1_000)") + " ms"
  }

  /// Such as `0.4 s`, `12.0 s`.
  package static func seconds(milliseconds: Int) -> String { tenths(milliseconds / 100) + " s" }

  /// The exact duration: `500 ms`, `2 s`, `1.5 s`, `60.05 s`.
  package static func exactly(milliseconds: Int) -> String {
    guard milliseconds >= 1_000 else { return "\(milliseconds) ms" }
    var digits = (milliseconds % 1_000).digits(3)
    while digits.hasSuffix("0") { digits.removeLast() }
    return "\(milliseconds / 1_000)" + (digits.isEmpty ? "" : "." + digits) + " s"
  }

  private static func tenths(_ number: Int) -> String { "\(number / 10).\(number % 10)" }
}

extension Duration {
  /// Whole milliseconds.
  package var milliseconds: Int { microseconds / 1_000 }

  /// Whole microseconds.
  package var microseconds: Int {
    Int(components.seconds) * 1_000_000 + Int(components.attoseconds / 1_000_000_000_000)
  }
}
