extension DifferenceReport {
  /// The document that docs/commands.md describes: every difference with its origins, accepted ones included.
  package var json: String { jsonValue.text }

  package var jsonValue: JSONValue {
    .object([
      "schema_version": .integer(1),
      "environments": .array(matrix.environments.map { .string($0) }),
      "differences": .array(matrix.differences.map(difference)),
    ])
  }

  private func difference(_ row: Matrix.Row) -> JSONValue {
    var values: [String: JSONValue] = [:]
    for (name, cell) in zip(matrix.environments, row.cells) {
      guard let cell else { continue }
      values[name] = value(cell)
    }
    var entries: [String: JSONValue] = [
      "key": .string(row.key.path),
      "source": .string(row.key.source.rawValue),
      "kind": .string(row.kind.rawValue),
      "values": .object(values),
    ]
    if let reason = row.accepted { entries["accepted"] = .string(reason) }
    return .object(entries)
  }

  private func value(_ cell: Matrix.Cell) -> JSONValue {
    let name = if case .secret = cell.value { "fingerprint" } else { "value" }
    return .object([name: JSONValue(cell.value), "origin": JSONValue(cell.origin)])
  }
}
