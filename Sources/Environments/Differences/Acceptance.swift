/// An entry of the accepted differences that is still to be written: the difference of one key, with its present values.
package struct Acceptance: Hashable, Sendable {
  package var key: SettingKey
  /// The environments between which the difference is accepted, in their usual order.
  package var environments: [String]
  package var reason: String
  /// The values as shown, by environment: the entry lapses when one of them moves. `nil` where there is a secret,
  /// whose fingerprint means nothing in another checkout, and where they are longer than an entry should be.
  package var values: [String: String]?
  /// The entry about the same key that this one replaces, because it has lapsed or covers fewer environments.
  package var replaced: Location?

  static let valuesBytesMax = 1000

  package init(
    key: SettingKey, environments: [String], reason: String, values: [String: String]? = nil,
    replaced: Location? = nil
  ) {
    self.key = key
    self.environments = environments
    self.reason = reason
    self.values = values
    self.replaced = replaced
  }
}

/// The reason why a difference cannot be accepted, as a sentence.
package struct AcceptanceRefusal: Error, Hashable, Sendable, CustomStringConvertible {
  package var description: String
  /// Whether nothing has to be accepted: the difference is accepted already, or there is none.
  package var isNeedless: Bool

  init(_ description: String, isNeedless: Bool = false) {
    self.description = description
    self.isNeedless = isNeedless
  }
}

extension Configuration {
  /// The entry that accepts the present difference of a key.
  ///
  /// - Parameters:
  ///   - matrix: the comparison of environments of this configuration.
  ///   - reason: why the difference is intended; one line.
  package func acceptance(
    of key: SettingKey, in matrix: Matrix, reason: String
  ) throws(AcceptanceRefusal) -> Acceptance {
    guard let row = matrix.rows.first(where: { $0.key == key }) else {
      throw AcceptanceRefusal("No environment has a \(key.source.rawValue) key \(key.path).")
    }
    try refuse(row, in: matrix.environments)
    let former = accepted.filter { $0.key == key }
    let names = Set(matrix.environments + (former.count == 1 ? former[0].environments : []))
    let concerned = environments.filter { names.contains($0.name) }
    let cells =
      concerned.count == matrix.environments.count
      ? row.cells
      : compare(concerned).rows.first { $0.key == key }?.cells ?? []
    return Acceptance(
      key: key, environments: concerned.map(\.name), reason: reason,
      values: Self.values(cells, of: concerned.map(\.name)),
      replaced: former.count == 1 ? former[0].location : nil)
  }

  /// Refuses a row whose difference needs no entry, and one whose difference is not known.
  private func refuse(_ row: Matrix.Row, in names: [String]) throws(AcceptanceRefusal) {
    let path = row.key.path
    if row.kind == .same {
      throw AcceptanceRefusal("\(path) does not differ.", isNeedless: true)
    }
    if let reason = row.accepted {
      throw AcceptanceRefusal("\(path) is accepted already: \(reason)", isNeedless: true)
    }
    if AcceptedDifference.isPattern(path) {
      throw AcceptanceRefusal(
        "\(path) contains *, which stands for many keys in an entry. Write the entry by hand.")
    }
    for (name, cell) in zip(names, row.cells) {
      if case .unknown(let why)? = cell?.value {
        throw AcceptanceRefusal("The value of \(path) in \(name) is unknown: \(why.spelledOut).")
      }
    }
    guard row.key.source == .compose else { return }
    for environment in environments where names.contains(environment.name) {
      switch environment.composeState {
      case .resolved, .partial: continue
      case .asWritten, .failed, .unasked:
        throw AcceptanceRefusal(
          "Compose has not resolved \(environment.name), so its value of \(path) is not known.")
      }
    }
  }

  private static func values(_ cells: [Matrix.Cell?], of names: [String]) -> [String: String]? {
    var values: [String: String] = [:]
    for (name, cell) in zip(names, cells) {
      guard let value = cell?.value else { continue }
      if value.containsSecret { return nil }
      values[name] = value.text
    }
    let size = values.values.reduce(0) { $0 + $1.utf8.count }
    return size > Acceptance.valuesBytesMax ? nil : values
  }
}

extension Value {
  fileprivate var containsSecret: Bool {
    switch self {
    case .secret: true
    case .list(let values): values.contains(where: \.containsSecret)
    case .map(let entries): entries.values.contains(where: \.containsSecret)
    default: false
    }
  }
}
