extension Unicode.Scalar {
  /// Whether the scalar is a control character, which a terminal obeys instead of drawing it: C0, DEL and C1.
  package var isControl: Bool { value < 0x20 || (0x7f...0x9f).contains(value) }

  /// Whether the scalar is invisible or changes the direction of writing, so that a text could mislead its reader.
  var isUnseen: Bool {
    switch properties.generalCategory {
    case .format, .lineSeparator, .paragraphSeparator, .privateUse: true
    default: false
    }
  }

  /// A control character in caret notation: `^[` for escape. Beyond ASCII there is no such notation, and the result
  /// is `�`.
  package var caret: String {
    value < 0x80 ? "^" + String(Self.caretLetter(of: UInt8(value))) : "\u{fffd}"
  }

  /// The letter that, with the control key, types a control character of ASCII.
  package static func caretLetter(of byte: UInt8) -> Unicode.Scalar { Unicode.Scalar(byte ^ 0x40) }

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
  /// the cursor.
  package var spelledOut: String { replacingScalars { $0.isControl ? $0.escape : nil } }

  /// The text with control characters in caret notation, except for newlines and tabs, so that no terminal obeys
  /// them.
  package var withCarets: String {
    replacingScalars { $0.isControl && $0 != "\n" && $0 != "\t" ? $0.caret : nil }
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
