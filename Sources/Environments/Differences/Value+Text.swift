extension Value {
  /// The value on one line, as tables and dialogs show it: secrets as fingerprints, quantities as written, and
  /// controls spelled out. `8080` and `"8080"` both read `8080`; where that matters, see `literal`.
  package var text: String { text(quoting: false) }

  /// As `text`, but a string that would read as another type stands in quotes.
  package var literal: String { text(quoting: true) }

  private func text(quoting: Bool) -> String {
    switch self {
    case .null: "null"
    case .bool(let flag): flag ? "true" : "false"
    case .integer(let number): String(number)
    case .decimal(let number): Int(exactly: number).map(String.init) ?? String(number)
    case .string(""): "\"\""
    case .string(let text) where quoting && text.readsAsAnotherType: "\"\(text)\""
    case .string(let text): text.spelledOut
    case .bytes(let quantity), .duration(let quantity): quantity.written
    case .list(let values):
      "[" + values.map { $0.text(quoting: quoting) }.joined(separator: ", ") + "]"
    case .map(let entries):
      "{"
        + entries.sorted { $0.key < $1.key }
        .map { "\($0.key): \($0.value.text(quoting: quoting))" }
        .joined(separator: ", ") + "}"
    case .secret(let fingerprint): fingerprint.description
    }
  }
}

extension String {
  /// Every control character as its escape (`\n`, `\u{1b}`), so that text from outside cannot move a cursor.
  package var spelledOut: String {
    guard unicodeScalars.contains(where: \.isControl) else { return self }
    return unicodeScalars.reduce(into: "") { text, scalar in
      switch scalar {
      case "\n": text += "\\n"
      case "\t": text += "\\t"
      case "\r": text += "\\r"
      case _ where scalar.isControl: text += "\\u{\(String(scalar.value, radix: 16))}"
      default: text.unicodeScalars.append(scalar)
      }
    }
  }

  fileprivate var readsAsAnotherType: Bool {
    switch self {
    case "true", "false", "null", "~": true
    default: Int(self) != nil || (first?.isNumber == true && Double(self) != nil)
    }
  }
}

extension Unicode.Scalar {
  fileprivate var isControl: Bool { value < 0x20 || (0x7F...0x9F).contains(value) }
}
