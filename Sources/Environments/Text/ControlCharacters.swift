extension Unicode.Scalar {
  /// What a terminal obeys where it should draw it: C0, DEL and C1.
  package var isControl: Bool { value < 0x20 || (0x7f...0x9f).contains(value) }

  /// Nobody sees it, or it turns the direction of writing: text from outside could say something else than it shows.
  var isUnseen: Bool {
    switch properties.generalCategory {
    case .format, .lineSeparator, .paragraphSeparator, .privateUse: true
    default: false
    }
  }

  /// A control as a terminal's own echo has it: `^[` for escape; what is beyond ASCII has no such name and is replaced.
  package var caret: String {
    value < 0x80 ? "^" + String(Self.caretLetter(of: UInt8(value))) : "\u{fffd}"
  }

  /// The letter that is typed with the control key; for controls of ASCII.
  package static func caretLetter(of byte: UInt8) -> Unicode.Scalar { Unicode.Scalar(byte ^ 0x40) }

  /// The escape of a text in a program: `\n`, `\u{1b}`.
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
  /// Every control character as its escape (`\n`, `\u{1b}`), so that text from outside cannot move a cursor.
  package var spelledOut: String { replacingScalars { $0.isControl ? $0.escape : nil } }

  /// Newlines and tabs stay; other controls read `^[`, or `�` beyond ASCII, so that no terminal obeys them.
  package var withCarets: String {
    replacingScalars { $0.isControl && $0 != "\n" && $0 != "\t" ? $0.caret : nil }
  }

  /// Text from outside on one line, at most so many characters, its controls made visible (`^J` is a newline).
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

  /// The text with others in place of some scalars; `nil` keeps one.
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
