extension Duration {
  package var milliseconds: Int {
    let (seconds, attoseconds) = components
    return Int(seconds) * 1_000 + Int(attoseconds / 1_000_000_000_000_000)
  }

  /// The duration in seconds, with what is less than one.
  var exactSeconds: Double {
    Double(components.seconds) + Double(components.attoseconds) / 1e18
  }

  /// The duration in the unit that reads best: `350 ms`, `2 s`, `2.5 s`.
  package var words: String {
    let amount = milliseconds
    if amount < 1_000 { return "\(amount) ms" }
    let tenths = amount / 100
    return tenths % 10 == 0 ? "\(tenths / 10) s" : "\(tenths / 10).\(tenths % 10) s"
  }
}
