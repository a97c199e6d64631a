import Environments

/// Colours for lines that are printed straight to a terminal.
enum TerminalColors {
  /// Each source in a colour of its own, always the same.
  static func source(_ text: String, _ name: String) -> String {
    let colors = [36, 33, 32, 35, 34, 96, 93, 92, 95, 94]
    let sum = name.utf8.reduce(0) { ($0 &* 31 &+ Int($1)) & 0xffff }
    return "\u{1b}[\(colors[sum % colors.count])m\(text)\u{1b}[0m"
  }

  /// The text as its program coloured it, else as its level asks for.
  static func text(_ text: String, of line: LogLine) -> String {
    guard line.spans.isEmpty else { return text == line.text ? spans(of: line) : text }
    switch line.level {
    case .error, .fatal: return "\u{1b}[31m\(text)\u{1b}[0m"
    case .warning: return "\u{1b}[33m\(text)\u{1b}[0m"
    case .trace, .debug: return "\u{1b}[2m\(text)\u{1b}[0m"
    case .info, nil: return text
    }
  }

  private static func spans(of line: LogLine) -> String {
    let bytes = Array(line.text.utf8)
    var result = ""
    var index = 0
    for span in line.spans {
      result += String(decoding: bytes[index..<span.range.lowerBound], as: UTF8.self)
      result +=
        code(span.appearance) + String(decoding: bytes[span.range], as: UTF8.self) + "\u{1b}[0m"
      index = span.range.upperBound
    }
    return result + String(decoding: bytes[index...], as: UTF8.self)
  }

  private static func code(_ appearance: LogAppearance) -> String {
    let color =
      switch appearance.color {
      case .own: 39
      case .gray: 90
      case .red: 31
      case .green: 32
      case .yellow: 33
      case .blue: 34
      case .magenta: 35
      case .cyan: 36
      }
    return "\u{1b}[\(appearance.isBold ? "1;" : "")\(color)m"
  }
}
