/// The value of a setting. Values are equal when a container cannot tell them apart: types matter (`8080` is not
/// `"8080"`), texts compare by their bytes, the order of a map does not matter, and quantities compare by amount
/// (`512MiB` is `536870912`).
package enum Value: Hashable, Sendable {
  case null
  case bool(Bool)
  case integer(Int)
  case decimal(Double)
  case string(String)
  /// In bytes.
  case bytes(Quantity)
  /// In milliseconds.
  case duration(Quantity)
  case list([Value])
  case map([ExactText: Value])
  /// A secret is represented by its fingerprint only.
  case secret(Fingerprint)
}

extension Value {
  package static func == (left: Value, right: Value) -> Bool {
    switch (left, right) {
    case (.null, .null): true
    case (.bool(let left), .bool(let right)): left == right
    case (.integer(let left), .integer(let right)): left == right
    case (.decimal(let left), .decimal(let right)): left == right
    case (.string(let left), .string(let right)): left.isExactly(right)
    case (.bytes(let left), .bytes(let right)): left == right
    case (.duration(let left), .duration(let right)): left == right
    case (.list(let left), .list(let right)): left == right
    case (.map(let left), .map(let right)): left == right
    case (.secret(let left), .secret(let right)): left == right
    default: false
    }
  }

  package func hash(into hasher: inout Hasher) {
    switch self {
    case .null: hasher.combine(0)
    case .bool(let flag): hasher.combine(flag)
    case .integer(let number): hasher.combine(number)
    case .decimal(let number): hasher.combine(number)
    case .string(let text): text.hashExactly(into: &hasher)
    case .bytes(let quantity), .duration(let quantity): hasher.combine(quantity)
    case .list(let values): hasher.combine(values)
    case .map(let entries): hasher.combine(entries)
    case .secret(let fingerprint): hasher.combine(fingerprint)
    }
  }
}

/// An amount, and the text that the operator wrote. Two quantities are equal when their amounts are.
package struct Quantity: Hashable, Sendable {
  package var amount: Int
  package var written: String

  package init(_ amount: Int, written: String) {
    self.amount = amount
    self.written = written
  }

  package static func == (left: Quantity, right: Quantity) -> Bool { left.amount == right.amount }

  package func hash(into hasher: inout Hasher) { hasher.combine(amount) }
}

/// The type of a `.env` variable, as `variables:` declares it.
package enum VariableType: String, Hashable, Sendable, CaseIterable {
  case string, int, bool, port, url, path, bytes, duration, `enum`, secret
}

extension Value {
  /// The value on one line, as tables and dialogs show it: secrets as fingerprints, quantities as written, and
  /// control characters as escapes. `8080` and `"8080"` both read `8080`; `literal` tells them apart.
  package var text: String { text(quoting: false) }

  /// The same as `text`, but with quotes around a string that would read as another type.
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
