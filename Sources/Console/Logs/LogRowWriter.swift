import Canvas
import Environments

/// Breaks the text of a line into rows of a given width, by character, as a terminal does.
struct LogRowWriter {
  let width: Int
  /// The columns at the beginning that are not shown.
  let skipping: Int
  let rowsMax: Int
  var styles: LogStyles
  private(set) var rows: [StyledText] = [StyledText()]
  private var used = 0
  private var skipped = 0

  init(width: Int, skipping: Int, rowsMax: Int, styles: LogStyles) {
    self.width = width
    self.skipping = skipping
    self.rowsMax = max(1, rowsMax)
    self.styles = styles
  }

  mutating func write(_ text: String) {
    var byte = 0
    for scalar in text.unicodeScalars {
      let style = styles.style(at: byte)
      byte += UTF8.width(scalar)
      guard let columns = columns(of: scalar) else { continue }
      if skipped < skipping {
        skipped += columns
        continue
      }
      if used + columns > width, columns > 0 {
        guard rows.count < rowsMax else { return }
        rows.append(StyledText())
        used = 0
      }
      append(scalar, style)
      used += columns
    }
  }

  private func columns(of scalar: Unicode.Scalar) -> Int? {
    switch SafeText.piece(for: scalar) {
    case .character(_, let width): Int(width)
    case .caret: 2
    case .mark: 0
    case .nothing: nil
    }
  }

  private mutating func append(_ scalar: Unicode.Scalar, _ style: Style) {
    let row = rows.count - 1
    if let last = rows[row].parts.indices.last, rows[row].parts[last].style == style {
      rows[row].parts[last].text.unicodeScalars.append(scalar)
    } else {
      rows[row].parts.append(StyledText.Part(text: String(scalar), style: style))
    }
  }
}

/// The style of each byte of a line, requested from left to right.
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
  /// The role nearest to the appearance that a program asked for.
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
  /// The style of the level.
  var style: Style {
    if stream == .note { return Style(.info) }
    return switch level {
    case .fatal, .error: .danger
    case .warning: .warning
    case .trace, .debug: .muted
    case .info, nil: .text
    }
  }

  /// The sign in the margin, because colour must not be the only sign.
  var sign: String {
    if stream == .note { return "·" }
    return switch level {
    case .fatal, .error: "✗"
    case .warning: "▲"
    default: " "
    }
  }
}
