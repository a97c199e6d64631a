/// The report on a matrix that `triptych diff` prints.
package struct DifferenceReport: Hashable, Sendable {
  package var matrix: Matrix
  private let firstStep: String?

  /// - Parameter firstStep: what can be done where there is one environment, as a sentence.
  package init(_ matrix: Matrix, firstStep: String? = nil) {
    self.matrix = matrix
    self.firstStep = firstStep
  }

  /// Longer values are cut in the table. The JSON has whole values.
  static let valueWidthMax = 40

  /// A table with one group per source and one row per difference. The last lines count the differences.
  package var text: String { text { $0 } }

  /// - Parameters:
  ///   - listsAccepted: whether accepted differences have rows; otherwise they are only counted.
  ///   - shown: what is shown of the text of a cell.
  package func text(listsAccepted: Bool = false, shown: (String) -> String) -> String {
    let differences = listsAccepted ? matrix.differences : matrix.rows.filter(\.isOpen)
    let closing = [count(differences), listsAccepted ? nil : hidden].compactMap(\.self)
    guard !differences.isEmpty else { return closing.joined(separator: "\n") }
    let table = Dictionary(grouping: differences, by: \.key.source)
    var lines: [[String]] = [[""] + matrix.environments]
    for source in Source.allCases {
      guard let rows = table[source] else { continue }
      lines.append([source.rawValue])
      lines += rows.map(line)
    }
    let cells = lines.map { $0.map(shown) }
    return (Columns.lines(cells) + [""] + closing).joined(separator: "\n")
  }

  private func line(_ row: Matrix.Row) -> [String] {
    let missing = "(missing)"
    let cells = row.texts(missing: missing) { text, _ in text.shortened(to: Self.valueWidthMax) }
      .map { $0 ?? missing }
    return ["  " + row.key.path] + cells + [notice(row)]
  }

  private func notice(_ row: Matrix.Row) -> String {
    if let reason = row.accepted { return "accepted: \(reason)" }
    return row.kind == .sameSecret ? "one secret in \(row.sharers(matrix.environments))" : ""
  }

  private func count(_ rows: [Matrix.Row]) -> String {
    let accepted = rows.count { $0.accepted != nil }
    let open = accepted == 0 && hidden != nil ? "open " : ""
    if let lone { return lone }
    guard !rows.isEmpty else { return "No \(open)differences between \(names)." }
    let noun = rows.count == 1 ? "difference" : "differences"
    let all = "\(rows.count) \(open)\(noun) between \(names)"
    return accepted == 0 ? "\(all)." : "\(all), \(accepted) of them accepted."
  }

  /// That a single environment differs from nothing is no news; `nil` where there are several.
  var lone: String? {
    guard matrix.environments.count == 1 else { return nil }
    let sentence = "There is nothing to compare \(names) with."
    return [sentence, firstStep].compactMap(\.self).joined(separator: " ")
  }

  /// How many accepted differences there are, and how to see them; `nil` when there are none.
  private var hidden: String? {
    let accepted = matrix.differences.count { $0.accepted != nil }
    guard accepted > 0 else { return nil }
    let noun = accepted == 1 ? "difference" : "differences"
    return
      "\(accepted) accepted \(noun) not shown; --accepted shows \(accepted == 1 ? "it" : "them")."
  }

  private var names: String { matrix.environments.enumerated }
}

extension Matrix.Row {
  /// The environments that share a secret, as a list in words.
  package func sharers(_ environments: [String]) -> String {
    let holders = Dictionary(grouping: zip(environments, cells)) { $0.1?.value }
    let shared = holders.filter { value, holders in
      if case .secret? = value { holders.count > 1 } else { false }
    }
    let names = Set(shared.values.joined().map(\.0))
    return environments.filter(names.contains).enumerated
  }
}

extension [String] {
  /// `dev, staging and prod`.
  package var enumerated: String {
    guard let last, count > 1 else { return first ?? "" }
    return dropLast().joined(separator: ", ") + " and " + last
  }
}

extension DifferenceReport {
  /// The document that docs/guide.md describes: every difference, accepted ones included, with its origins.
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
    return .object([cell.value.memberName: JSONValue(cell.value), "origin": JSONValue(cell.origin)])
  }
}
