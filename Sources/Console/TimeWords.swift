import Environments

/// Spans of time in words short enough for a column.
enum TimeWords {
  /// Such as `8 s`, `3 min`, `2 h 5 min`, `4 d`.
  static func words(seconds: Int) -> String { Span.words(seconds: seconds) }

  /// Such as `8 s`, `3 min`, `2 h`, `4 d`: the largest unit alone.
  static func roughly(seconds: Int) -> String {
    (3600..<86_400).contains(seconds) ? "\(seconds / 3600) h" : words(seconds: seconds)
  }

  /// Such as `840 µs`, `12 ms`, `1.4 s`.
  static func words(microseconds: Int) -> String {
    if microseconds < 1000 { return "\(max(0, microseconds)) µs" }
    if microseconds < 1_000_000 { return "\(microseconds / 1000) ms" }
    let tenths = microseconds / 100_000
    return tenths % 10 == 0 ? "\(tenths / 10) s" : "\(tenths / 10).\(tenths % 10) s"
  }

  /// A running stopwatch, such as `0:07`, `12:40`.
  static func stopwatch(seconds: Int) -> String {
    let seconds = max(0, seconds)
    let rest = seconds % 60
    return "\(seconds / 60):" + (rest < 10 ? "0\(rest)" : "\(rest)")
  }
}
