/// How values read in a sentence for the operator.
enum Words {
  /// `500 ms`, `2 s`, `1.5 s`.
  static func duration(milliseconds: Int) -> String {
    guard milliseconds >= 1_000 else { return "\(milliseconds) ms" }
    let (seconds, rest) = milliseconds.quotientAndRemainder(dividingBy: 1_000)
    guard rest > 0 else { return "\(seconds) s" }
    var digits = String(String(rest + 1_000).dropFirst())
    while digits.hasSuffix("0") { digits.removeLast() }
    return "\(seconds).\(digits) s"
  }

  /// `200`, `200 or 204`, `200, 204 or 301`.
  static func choice(_ items: [String]) -> String {
    guard let last = items.last, items.count > 1 else { return items.first ?? "" }
    return "\(items.dropLast().joined(separator: ", ")) or \(last)"
  }

  /// `127.0.0.1:80`, `[::1]:80`.
  static func endpoint(_ host: String, _ port: Int) -> String {
    host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)"
  }

  /// Text from outside on one line, at most `max` characters, its controls made visible (`^J` is a newline).
  static func visible(_ text: String, max: Int = 200) -> String {
    var result = ""
    for scalar in text.unicodeScalars.prefix(max) {
      switch scalar.properties.generalCategory {
      case .control where scalar.value < 0x80:
        result += "^\(Character(Unicode.Scalar(UInt8(scalar.value ^ 0x40))))"
      case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .privateUse:
        result += "\u{fffd}"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return text.unicodeScalars.count > max ? result + "…" : result
  }
}
