import Canvas

/// A line of parts with different styles.
struct StyledText: Hashable {
  struct Part: Hashable {
    var text: String
    var style: Style
  }

  var parts: [Part]

  init(_ parts: [Part] = []) { self.parts = parts }

  init(_ text: String, _ style: Style = .text) { parts = [Part(text: text, style: style)] }

  var width: Int { parts.reduce(0) { $0 + SafeText.width(of: $1.text) } }

  static func + (left: StyledText, right: StyledText) -> StyledText {
    StyledText(left.parts + right.parts)
  }

  static func += (left: inout StyledText, right: StyledText) { left.parts += right.parts }
}
