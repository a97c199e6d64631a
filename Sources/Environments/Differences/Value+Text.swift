extension Value {
  /// The value on one line, as tables and dialogs show it: secrets as fingerprints, quantities as written, and
  /// controls spelled out. A text that would read as another type stands in quotes, so that `"8080"` is not `8080`.
  package var text: String {
    switch self {
    case .null: "null"
    case .bool(let flag): flag ? "true" : "false"
    case .integer(let number): String(number)
    case .decimal(let number): Self.text(of: number)
    case .string(let text): Self.text(of: text)
    case .bytes(let quantity), .duration(let quantity): quantity.written
    case .list(let values): "[" + values.map(\.text).joined(separator: ", ") + "]"
    case .map(let entries):
      "{"
        + entries.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value.text)" }
        .joined(separator: ", ") + "}"
    case .secret(let fingerprint): fingerprint.description
    }
  }

  private static func text(of number: Double) -> String {
    let rounded = Int(exactly: number)
    return rounded.map(String.init) ?? String(number)
  }

  private static func text(of string: String) -> String {
    let shown = string.spelledOut
    return string.readsAsAnotherType ? "\"\(shown)\"" : shown
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
    case "", "true", "false", "null", "~": true
    default: Int(self) != nil || (first?.isNumber == true && Double(self) != nil)
    }
  }
}

extension Unicode.Scalar {
  fileprivate var isControl: Bool { value < 0x20 || (0x7F...0x9F).contains(value) }
}
