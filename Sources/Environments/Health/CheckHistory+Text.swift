extension CheckHistory {
  /// Such as `ok for 14 min (56)`, `failing 3 in a row since 14:02`, `flapping 38 %, ok at 14:02`; empty before the
  /// first result. `now` in seconds since 1970.
  package func text(now: Int, utcOffsetMinutes: Int) -> String {
    guard let streak else { return "" }
    let words = streak.text(now: now, utcOffsetMinutes: utcOffsetMinutes)
    return isFlapping ? "flapping \(changePercent) %, \(words)" : words
  }
}
