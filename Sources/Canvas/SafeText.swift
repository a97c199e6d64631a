/// Makes text from outside safe for a screen. Controls and escapes are shown (`^[`), never sent. Joiners and
/// variation selectors are dropped, so that every terminal counts the same columns.
package enum SafeText {
  package struct Glyph: Hashable, Sendable {
    package var text: String
    /// 1 or 2.
    package var width: UInt8
  }

  /// What one scalar of the text becomes on a screen.
  package enum Piece: Hashable, Sendable {
    case character(Unicode.Scalar, width: UInt8)
    /// A control character, shown as `^` and this letter.
    case caret(Unicode.Scalar)
    /// A combining mark on the character before it.
    case mark(Unicode.Scalar)
    case nothing
  }

  package static func piece(for scalar: Unicode.Scalar) -> Piece {
    switch scalar.value {
    case 0x20...0x7e: return .character(scalar, width: 1)
    case 0..<0x20, 0x7f: return .caret(Unicode.Scalar(UInt8(scalar.value ^ 0x40)))
    default: break
    }
    switch TextWidth.columns(of: scalar) {
    case .control: return .character("\u{fffd}", width: 1)
    case .zero: return TextWidth.isDropped(scalar) ? .nothing : .mark(scalar)
    case .one: return .character(scalar, width: 1)
    case .two: return .character(scalar, width: 2)
    }
  }

  package static func glyphs(of text: String) -> [Glyph] {
    var glyphs: [Glyph] = []
    glyphs.reserveCapacity(text.utf8.count)
    for scalar in text.unicodeScalars {
      switch piece(for: scalar) {
      case .character(let scalar, let width):
        glyphs.append(Glyph(text: String(scalar), width: width))
      case .caret(let letter):
        glyphs.append(Glyph(text: "^", width: 1))
        glyphs.append(Glyph(text: String(letter), width: 1))
      case .mark(let mark):
        guard let last = glyphs.indices.last,
          glyphs[last].text.unicodeScalars.count < Cell.scalarsMax
        else { continue }
        glyphs[last].text.unicodeScalars.append(mark)
      case .nothing: continue
      }
    }
    return glyphs
  }

  /// How many columns the text takes.
  package static func width(of text: String) -> Int {
    var columns = 0
    for scalar in text.unicodeScalars {
      switch piece(for: scalar) {
      case .character(_, let width): columns += Int(width)
      case .caret: columns += 2
      case .mark, .nothing: continue
      }
    }
    return columns
  }

  /// The text cut to `columns`; when it was cut, the last column is an ellipsis.
  package static func fit(_ text: String, columns: Int) -> String {
    // A character takes at most as many columns as bytes, except for a control character, which takes two.
    guard text.utf8.count * 2 > columns, width(of: text) > columns else { return text }
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

  /// The text padded with blanks to `columns`.
  package static func fill(_ text: String, columns: Int) -> String {
    text + String(repeating: " ", count: max(0, columns - width(of: text)))
  }
}
