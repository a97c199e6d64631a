/// Compares the settings of several environments: the matrix has one row for every key that any of them has.
///
/// The comparison is one merge over sorted settings, so its cost is linear in their number.
package func compare(
  _ environments: [Environment], accepted: [AcceptedDifference] = []
) -> Matrix {
  let columns = environments.map { $0.settings.filter(isComparable).sortedByKey() }
  let names = environments.map(\.name)
  let derived = environments.map { DerivedNames($0) }
  let acceptances = Dictionary(grouping: accepted, by: \.key)
  let patterns = accepted.filter(\.isPattern)
  var rows: [Matrix.Row] = []
  rows.reserveCapacity(columns.map(\.count).max() ?? 0)
  var next = [Int](repeating: 0, count: columns.count)
  while let key = lowestKey(columns, next) {
    var cells: [Matrix.Cell?] = []
    cells.reserveCapacity(columns.count)
    for index in columns.indices {
      let cell = takeCell(key, columns[index], &next[index], derived[index])
      cells.append(cell ?? environments[index].unknownCell(key))
    }
    let kind = kind(of: namesItsEnvironment(key) ? unnamed(cells, names) : cells)
    var row = Matrix.Row(key: key, kind: kind, cells: cells)
    if row.kind != .same {
      let entries = (acceptances[key] ?? []) + patterns.filter { $0.concerns(key) }
      row.accepted = entries.reason(for: row, in: names)
    }
    rows.append(row)
  }
  return Matrix(environments: names, rows: rows)
}

/// Whether a setting is compared. How strictly rules look, and what tests must prove, is said about an environment, not
/// set in it. The steps of
/// smoke tests follow from the settings that they prove, and would outnumber them; the tests themselves are compared.
private func isComparable(_ setting: Setting) -> Bool {
  guard setting.key.source == .settings else { return true }
  let path = setting.key.path
  if path.hasPrefix("rules.") || path.hasPrefix("smoke.demands.") { return false }
  return !(path.hasPrefix("smoke.tests.") && Array(path.utf8).holds(steps))
}

private let steps = Array(".steps.".utf8)

/// Whether the value usually contains the environment's name, such as those of projects and files. The name alone
/// makes no difference.
private func namesItsEnvironment(_ key: SettingKey) -> Bool {
  key.source == .settings && key.path.hasPrefix("target.")
}

/// The cells without each environment's own name.
private func unnamed(_ cells: [Matrix.Cell?], _ names: [String]) -> [Matrix.Cell?] {
  zip(cells, names).map { cell, name in
    cell.map { Matrix.Cell(value: $0.value.unnamed(name), origin: $0.origin) }
  }
}

private func lowestKey(_ columns: [[Setting]], _ next: [Int]) -> SettingKey? {
  var lowest: SettingKey?
  for index in columns.indices where next[index] < columns[index].count {
    let key = columns[index][next[index]].key
    guard let known = lowest else {
      lowest = key
      continue
    }
    // In most columns the key is the same, and testing strings for equality is cheaper than ordering them.
    if key != known, key < known { lowest = key }
  }
  return lowest
}

/// The cell of the last setting with this key, so that a duplicate does not stop the merge.
private func takeCell(
  _ key: SettingKey, _ column: [Setting], _ next: inout Int, _ derived: DerivedNames
) -> Matrix.Cell? {
  let first = next
  while next < column.count, column[next].key == key { next += 1 }
  guard next > first else { return nil }
  let origin = column[next - 1].winner.origin
  let isSuppliedByCompose = origin.layer == .compose && origin.location == nil
  return Matrix.Cell(
    value: derived.comparable(column[next - 1]), origin: isSuppliedByCompose ? nil : origin)
}

extension Environment {
  /// What stands where a setting may come from something that is missing: neither a value nor its absence is known.
  fileprivate func unknownCell(_ key: SettingKey) -> Matrix.Cell? {
    unknownPart(of: key).map {
      Matrix.Cell(
        value: .unknown($0.reason), origin: Origin(layer: .compose, location: $0.location))
    }
  }
}

/// The kind of a row. Secrets are expected to differ, so equal secrets are what is reported.
func kind(of cells: [Matrix.Cell?]) -> Matrix.Kind {
  var isMissing = false
  var isDifferent = false
  var first: Value?
  var fingerprints: Set<Fingerprint> = []
  for cell in cells {
    guard let value = cell?.value else {
      isMissing = true
      continue
    }
    if case .secret(let fingerprint) = value, !fingerprints.insert(fingerprint).inserted {
      return .sameSecret
    }
    if let first, !areInterchangeable(first, value) { isDifferent = true }
    first = first ?? value
  }
  return isMissing ? .missing : isDifferent ? .different : .same
}

/// Whether two values count as the same: equal values, and any two secrets. What is not known is the same as nothing.
func areInterchangeable(_ left: Value, _ right: Value) -> Bool {
  if left.isUnknown || right.isUnknown { return false }
  if case .secret = left, case .secret = right { return true }
  return left == right
}

extension Value {
  fileprivate func unnamed(_ name: String) -> Value {
    switch self {
    case .string(let text): .string(text.withStars(for: Array(name.utf8)))
    case .list(let items): .list(items.map { $0.unnamed(name) })
    default: self
    }
  }
}

extension String {
  /// The text with `*` in place of every occurrence of the name, compared by bytes.
  fileprivate func withStars(for name: [UInt8]) -> String {
    let bytes = Array(utf8)
    guard !name.isEmpty, bytes.holds(name) else { return self }
    var result: [UInt8] = []
    var index = 0
    while index < bytes.count {
      let isName = bytes[index...].starts(with: name)
      result.append(isName ? UInt8(ascii: "*") : bytes[index])
      index += isName ? name.count : 1
    }
    return String(decoding: result, as: UTF8.self)
  }
}
