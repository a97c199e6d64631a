/// Text from outside, made fit for a screen: controls and escapes are shown (`^[`), never sent; joiners and
/// variation selectors are dropped, so that every terminal counts the same columns.
package enum SafeText {
  package struct Glyph: Hashable, Sendable {
    package var text: String
    /// 1 or 2.
    package var width: UInt8
  }

  package static func glyphs(of text: String) -> [Glyph] {
    var glyphs: [Glyph] = []
    glyphs.reserveCapacity(text.utf8.count)
    for scalar in text.unicodeScalars {
      switch scalar.value {
      case 0x20...0x7e:
        glyphs.append(Glyph(text: String(scalar), width: 1))
      case 0..<0x20, 0x7f:
        glyphs.append(Glyph(text: "^", width: 1))
        glyphs.append(Glyph(text: String(Unicode.Scalar(UInt8(scalar.value ^ 0x40))), width: 1))
      default:
        append(scalar, to: &glyphs)
      }
    }
    return glyphs
  }

  /// How many columns the text takes.
  package static func width(of text: String) -> Int {
    glyphs(of: text).reduce(0) { $0 + Int($1.width) }
  }

  /// The text cut to `columns`, its last column an ellipsis when something was cut.
  package static func fit(_ text: String, columns: Int) -> String {
    guard width(of: text) > columns else { return text }
    guard columns > 0 else { return "" }
    var result = ""
    var used = 0
    for glyph in glyphs(of: text) {
      if used + Int(glyph.width) > columns - 1 { break }
      result += glyph.text
      used += Int(glyph.width)
    }
    return result + "…"
  }

  private static func append(_ scalar: Unicode.Scalar, to glyphs: inout [Glyph]) {
    switch TextWidth.columns(of: scalar) {
    case .control:
      glyphs.append(Glyph(text: "�", width: 1))
    case .zero:
      // At most four marks on one base: a cell of ncurses holds five wide characters.
      guard let last = glyphs.indices.last, glyphs[last].text.unicodeScalars.count < 5,
        !TextWidth.isDropped(scalar)
      else { return }
      glyphs[last].text.unicodeScalars.append(scalar)
    case .one:
      glyphs.append(Glyph(text: String(scalar), width: 1))
    case .two:
      glyphs.append(Glyph(text: String(scalar), width: 2))
    }
  }
}
