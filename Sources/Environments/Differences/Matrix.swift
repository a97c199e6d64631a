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
  /// The whole text of each cell; `nil` where the key is missing.
  package var texts: [String?] { texts { text, _ in text } }

  /// The text of each cell, cut by `fit`, which is told the position of the cell; `nil` where the key is missing.
  /// Different values that would read the same, such as `8080` and `"8080"`, are distinguished.
  ///
  /// - Parameter missing: what is shown where the key is missing.
  package func texts(missing: String = "missing", fit: (String, Int) -> String) -> [String?] {
    cells.map { $0?.value }.textsSideBySide(missing: missing, fit: fit)
  }
}
