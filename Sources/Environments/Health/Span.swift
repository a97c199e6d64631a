/// Spans of time in words short enough for a column.
package enum Span {
  /// Such as `8 s`, `3 min`, `2 h 5 min`, `4 d`.
  package static func words(seconds: Int) -> String {
    let seconds = max(0, seconds)
    if seconds < 60 { return "\(seconds) s" }
    if seconds < 3600 { return "\(seconds / 60) min" }
    if seconds < 86_400 {
      let minutes = seconds % 3600 / 60
      return minutes == 0 ? "\(seconds / 3600) h" : "\(seconds / 3600) h \(minutes) min"
    }
    return "\(seconds / 86_400) d"
  }
}
