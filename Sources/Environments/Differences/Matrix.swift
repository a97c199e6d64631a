/// Every effective key in every environment: what the differences view shows and `diff` prints.
package struct Matrix: Hashable, Sendable {
  package enum Kind: String, Hashable, Sendable {
    case same
    case different
    case missing
    /// Two environments have the same secret, which is suspicious.
    case sameSecret = "same_secret"
  }

  package struct Cell: Hashable, Sendable {
    package var value: Value
    /// `nil` when Compose supplied a default.
    package var origin: Origin?

    package init(value: Value, origin: Origin?) {
      self.value = value
      self.origin = origin
    }
  }

  package struct Row: Hashable, Sendable {
    package var key: SettingKey
    package var kind: Kind
    /// The reason why the difference is accepted; `nil` when it is not.
    package var accepted: String?
    /// One cell for each environment of the matrix, in its order; `nil` where the key is missing.
    package var cells: [Cell?]

    package init(key: SettingKey, kind: Kind, accepted: String? = nil, cells: [Cell?]) {
      self.key = key
      self.kind = kind
      self.accepted = accepted
      self.cells = cells
    }

    /// Whether the row is a difference that is not accepted.
    package var isOpen: Bool { kind != .same && accepted == nil }
  }

  package var environments: [String]
  /// Sorted by key.
  package var rows: [Row]

  package init(environments: [String], rows: [Row]) {
    self.environments = environments
    self.rows = rows
  }

  package var differences: [Row] { rows.filter { $0.kind != .same } }
}

extension Matrix.Row {
  /// The text of each cell; `nil` where the key is missing. Different values that would read the same, such as
  /// `8080` and `"8080"`, are distinguished.
  package var texts: [String?] {
    let texts = cells.map { $0?.value.text }
    guard kind != .same, kind != .sameSecret else { return texts }
    let values = Set(cells.compactMap { $0?.value })
    let isAmbiguous = Set(texts.compactMap(\.self)).count < values.count
    return isAmbiguous ? cells.map { $0?.value.literal } : texts
  }
}
