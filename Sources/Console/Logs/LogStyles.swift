import Canvas
import Environments

/// Which style each byte of a line has, asked from left to right.
struct LogStyles {
  let base: Style
  let spans: [LogSpan]
  let matches: [Range<Int>]
  private var span = 0
  private var match = 0

  init(base: Style, spans: [LogSpan], matches: [Range<Int>]) {
    self.base = base
    self.spans = spans
    self.matches = matches
  }

  mutating func style(at byte: Int) -> Style {
    while span < spans.count, spans[span].range.upperBound <= byte { span += 1 }
    while match < matches.count, matches[match].upperBound <= byte { match += 1 }
    var style = base
    if span < spans.count, spans[span].range.contains(byte) {
      style = Style(spans[span].appearance)
    }
    if match < matches.count, matches[match].contains(byte) {
      style = Style(.warning, bold: true, selected: true)
    }
    return style
  }
}

extension Style {
  /// The role that comes nearest to what a program asked for.
  init(_ appearance: LogAppearance) {
    let role: Role =
      switch appearance.color {
      case .own: .text
      case .gray: .muted
      case .red: .danger
      case .green: .ok
      case .yellow: .warning
      case .blue: .info
      case .magenta: .secret
      case .cyan: .key
      }
    self.init(role, bold: appearance.isBold)
  }
}

extension LogLine {
  /// What its level asks for.
  var style: Style {
    if stream == .note { return Style(.info) }
    return switch level {
    case .fatal, .error: .danger
    case .warning: .warning
    case .trace, .debug: .muted
    case .info, nil: .text
    }
  }

  /// Stands in the margin: colour is never the only sign.
  var sign: String {
    if stream == .note { return "·" }
    return switch level {
    case .fatal, .error: "✗"
    case .warning: "▲"
    default: " "
    }
  }
}
