/// The number of columns that a scalar takes. Terminals count by scalar, according to Unicode's East Asian Width.
package enum TextWidth {
  package enum Columns: Hashable, Sendable { case control, zero, one, two }

  package static func columns(of scalar: Unicode.Scalar) -> Columns {
    let value = scalar.value
    if value < 0xa0 { return value >= 0x7f || value < 0x20 ? .control : .one }
    // Latin letters, boxes and blocks, which are most of what a screen shows beyond ASCII. The tables below are
    // slower.
    if (0xae..<0x300).contains(value) || (0x2500..<0x25fd).contains(value) { return .one }
    // The fillers of Hangul are letters that are drawn as nothing.
    if value == 0x115f || value == 0x3164 || value == 0xffa0 { return .control }
    let properties = scalar.properties
    switch properties.generalCategory {
    case .control, .surrogate, .privateUse, .unassigned, .lineSeparator, .paragraphSeparator:
      return .control
    case .format, .nonspacingMark, .enclosingMark:
      return .zero
    default:
      if isJoiningVowel(value) { return .zero }
      return isWide(value) || isEmoji(scalar) ? .two : .one
    }
  }

  /// Vowels and final consonants of Korean syllables, which combine with the consonant before them.
  private static func isJoiningVowel(_ value: UInt32) -> Bool {
    (0x1160...0x11ff).contains(value) || (0xd7b0...0xd7fb).contains(value)
  }

  /// Whether the scalar is a wide emoji. The regional indicators that flags consist of are narrow when alone.
  private static func isEmoji(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.isEmojiPresentation && !(0x1f1e6...0x1f1ff).contains(scalar.value)
  }

  /// Whether the scalar has no width and changes how its neighbours are drawn: joiners, variation selectors,
  /// direction marks.
  package static func isDropped(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.generalCategory == .format || (0xfe00...0xfe0f).contains(scalar.value)
      || (0xe0100...0xe01ef).contains(scalar.value)
  }

  /// The ranges of East Asian Width W and F (EastAsianWidth.txt, Unicode 15), except for emoji.
  private static func isWide(_ value: UInt32) -> Bool {
    switch value {
    case 0x1100...0x115f, 0x2329...0x232a, 0x2e80...0x303e, 0x3041...0x33ff, 0x3400...0x4dbf,
      0x4dc0...0x4dff, 0x4e00...0x9fff, 0xa000...0xa4cf, 0xa960...0xa97f, 0xac00...0xd7a3,
      0xf900...0xfaff,
      0xfe10...0xfe19, 0xfe30...0xfe6f, 0xff00...0xff60, 0xffe0...0xffe6, 0x16fe0...0x16ff1,
      0x17000...0x18d08, 0x1aff0...0x1affe,
      0x1b000...0x1b2ff, 0x1f200...0x1f2ff, 0x20000...0x3fffd:
      true
    default: false
    }
  }
}
