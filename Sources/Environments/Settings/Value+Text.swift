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
  fileprivate var readsAsAnotherType: Bool {
    switch self {
    case "true", "false", "null", "~": true
    default: Int(self) != nil || (first?.isNumber == true && Double(self) != nil)
    }
  }
}
