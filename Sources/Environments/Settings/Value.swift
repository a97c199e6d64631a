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
  /// Not known, because something is missing; what, as in `PORT is not set`. It is the same as nothing else, not even as
  /// another unknown value, wherever values of environments are compared.
  case unknown(String)
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
    case (.unknown(let left), .unknown(let right)): left.isExactly(right)
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
    case .unknown(let reason): reason.hashExactly(into: &hasher)
    }
  }
}

extension Value {
  package var isUnknown: Bool { if case .unknown = self { true } else { false } }
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
