/// Amounts of memory the way Docker writes them: `128M`, `1.5g`, `64kb`, all by powers of 1024.
enum ByteAmount {
  /// In bytes; null for what is no amount.
  static func parse(_ text: String) -> Int? {
    let digits = text.prefix { $0.isASCII && ($0.isNumber || $0 == ".") }
    guard let number = Double(digits) else { return nil }
    let unit = text.dropFirst(digits.count).drop { $0 == " " }.lowercased()
    let exponent: Int? =
      switch unit {
      case "", "b": 0
      case "k", "kb", "kib": 1
      case "m", "mb", "mib": 2
      case "g", "gb", "gib": 3
      case "t", "tb", "tib": 4
      default: nil
      }
    guard let exponent else { return nil }
    return Int(exactly: (number * Double(1 << (10 * exponent))).rounded())
  }

  /// As written, but plain bytes, which is what Compose prints, in the largest unit that divides them.
  static func readable(_ text: String, _ amount: Int) -> String {
    guard Int(text) != nil, amount > 0 else { return text }
    let units = ["", "KiB", "MiB", "GiB", "TiB"]
    let exponent = min(amount.trailingZeroBitCount / 10, units.count - 1)
    return "\(amount >> (10 * exponent))\(units[exponent])"
  }
}
