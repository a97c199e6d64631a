extension Value {
  /// How much a text tells of a value. A later form is longer, and tells more values apart.
  package enum Form: Int, Hashable, Sendable, CaseIterable {
    /// As an operator writes it. `8080` and `"8080"` both read `8080`.
    case plain
    /// With quotes around a string that would read as another type.
    case typed
    /// With quotes around every string, escapes for what cannot be seen, and amounts instead of what was written.
    case quoted
    /// The same with escapes for everything beyond ASCII: two different values never have the same text, unless both
    /// are secrets.
    case escaped
  }

  /// The value on one line, as tables and dialogs show it: secrets as fingerprints, quantities as written, and
  /// control characters as escapes.
  package var text: String { text(.plain) }

  /// The text of a value that stands alone: a string of which nothing would be seen has quotes.
  package var shown: String { text(formAlone) }

  var formAlone: Form {
    if case .string(let text) = self, text.isBlank { .quoted } else { .plain }
  }

  func text(_ form: Form) -> String {
    let isExact = form.rawValue >= Form.quoted.rawValue
    return switch self {
    case .null: "null"
    case .bool(let flag): flag ? "true" : "false"
    case .integer(let number): String(number)
    case .decimal(let number) where isExact: String(number)
    case .decimal(let number): Int(exactly: number).map(String.init) ?? String(number)
    case .string(let text): Self.text(text, form)
    case .bytes(let quantity): isExact ? "\(quantity.amount) bytes" : quantity.written
    case .duration(let quantity): isExact ? "\(quantity.amount) ms" : quantity.written
    case .list(let values): "[" + values.map { $0.text(form) }.joined(separator: ", ") + "]"
    case .map(let entries):
      "{"
        + entries.sorted { $0.key < $1.key }
        .map { "\(isExact ? Self.text($0.key.text, form) : $0.key.text): \($0.value.text(form))" }
        .joined(separator: ", ") + "}"
    case .secret(let fingerprint): fingerprint.description
    case .unknown(let reason): "unknown: \(reason.spelledOut)"
    }
  }

  private static func text(_ text: String, _ form: Form) -> String {
    switch form {
    case .plain, .typed:
      if text.isEmpty { return "\"\"" }
      return form == .typed && text.readsAsAnotherType ? "\"\(text)\"" : text.spelledOut
    case .quoted: return text.quoted
    case .escaped: return text.quotedInASCII
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
