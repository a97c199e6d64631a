extension Unicode.Scalar {
  /// Whether the scalar is a control character, which a terminal obeys instead of drawing it: C0, DEL and C1.
  package var isControl: Bool { value < 0x20 || (0x7f...0x9f).contains(value) }

  /// Whether the scalar is invisible or changes the direction of writing, so that a text could mislead its reader.
  var isUnseen: Bool {
    // Most text is ASCII, Latin letters, or boxes; the tables are slower. 0xad is the soft hyphen.
    if value < 0x300 || (0x2500..<0x2800).contains(value) { return value == 0xad }
    return switch properties.generalCategory {
    case .format, .lineSeparator, .paragraphSeparator, .privateUse: true
    default: properties.isDefaultIgnorableCodePoint
    }
  }

  /// Whether the scalar is drawn as a picture by itself. Digits count as emoji, too, but are drawn as digits.
  fileprivate var isPicture: Bool { value > 0xff && properties.isEmoji }

  /// A control character in caret notation: `^[` for escape. Beyond ASCII there is no such notation, and the result
  /// is `�`.
  package var caret: String {
    value < 0x80 ? "^" + String(Self.caretLetter(of: UInt8(value))) : "\u{fffd}"
  }

  /// The letter that, with the control key, types a control character of ASCII.
  package static func caretLetter(of byte: UInt8) -> Unicode.Scalar { Unicode.Scalar(byte ^ 0x40) }

  /// The scalar as an escape in JSON: one or two units of UTF-16.
  fileprivate var jsonEscape: String {
    String(self).utf16.map { "\\u" + Int($0).digits(4, radix: 16) }.joined()
  }

  /// The scalar as an escape in source code: `\n`, `\u{1b}`.
  var escape: String {
    switch self {
    case "\n": "\\n"
    case "\t": "\\t"
    case "\r": "\\r"
    default: "\\u{" + String(value, radix: 16) + "}"
    }
  }
}

extension String {
  /// The text with every control character as its escape (`\n`, `\u{1b}`), so that text from outside cannot move
  /// the cursor, and with every scalar that is invisible or changes the direction of writing as its escape
  /// (`\u{202e}`), so that it cannot look like another.
  package var spelledOut: String {
    replacingScalars { $0.isControl ? $0.escape : nil }.replacingUnseen(\.escape)
  }

  /// The text with control characters in caret notation, except for newlines and tabs, so that no terminal obeys
  /// them, and with every scalar that is invisible or changes the direction of writing as an escape (`\u202e`). Printed JSON
  /// remains JSON, and means what it meant.
  package var withCarets: String {
    replacingScalars { $0.isControl && $0 != "\n" && $0 != "\t" ? $0.caret : nil }.replacingUnseen(
      \.jsonEscape)
  }

  /// What an emoji is made of stays: its variation selector, and the joiner between two emoji.
  private func replacingUnseen(_ escape: (Unicode.Scalar) -> String) -> String {
    guard unicodeScalars.contains(where: \.isUnseen) else { return self }
    var result = ""
    var last: Unicode.Scalar?
    var rest = unicodeScalars[...]
    while let scalar = rest.popFirst() {
      let isPartOfPicture =
        switch scalar.value {
        case 0xfe0e, 0xfe0f: last?.isPicture ?? false
        case 0x200d:
          (last.map { $0.isPicture || $0.value == 0xfe0f } ?? false)
            && (rest.first?.isPicture ?? false)
        default: false
        }
      if scalar.isUnseen, !isPartOfPicture {
        result += escape(scalar)
        last = nil
      } else {
        result.unicodeScalars.append(scalar)
        last = scalar
      }
    }
    return result
  }

  /// Text from outside on one line, cut to `charactersMax`, with visible control characters (`^J` is a newline).
  package func onOneLine(charactersMax: Int = 200) -> String {
    let scalars = unicodeScalars
    let end =
      scalars.index(scalars.startIndex, offsetBy: charactersMax, limitedBy: scalars.endIndex)
      ?? scalars.endIndex
    let shown = String(scalars[..<end]).replacingScalars {
      $0.isControl ? $0.caret : $0.isUnseen ? "\u{fffd}" : nil
    }
    return end < scalars.endIndex ? shown + "…" : shown
  }

  /// The text with some scalars replaced; a scalar is kept when its replacement is `nil`.
  func replacingScalars(_ replacement: (Unicode.Scalar) -> String?) -> String {
    guard var index = unicodeScalars.firstIndex(where: { replacement($0) != nil }) else {
      return self
    }
    var result = ""
    var kept = startIndex
    while index < endIndex {
      let next = unicodeScalars.index(after: index)
      if let other = replacement(unicodeScalars[index]) {
        result += self[kept..<index]
        result += other
        kept = next
      }
      index = next
    }
    return result + self[kept...]
  }
}
