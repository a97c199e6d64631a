/// Lays the settings of several environments side by side: one row for every key that any of them has.
///
/// One merge over the environments' sorted settings, so the work grows with the number of settings, not with its square.
package func compare(
  _ environments: [Environment], accepted: [AcceptedDifference] = []
) -> Matrix {
  let columns = environments.map { $0.settings.filter(isComparable).sortedByKey() }
  let names = environments.map(\.name)
  let acceptances = Dictionary(grouping: accepted, by: \.key)
  let patterns = accepted.filter(\.isPattern)
  var rows: [Matrix.Row] = []
  rows.reserveCapacity(columns.map(\.count).max() ?? 0)
  var next = [Int](repeating: 0, count: columns.count)
  while let key = lowestKey(columns, next) {
    var cells: [Matrix.Cell?] = []
    cells.reserveCapacity(columns.count)
    for index in columns.indices {
      cells.append(takeCell(key, columns[index], &next[index]))
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

/// Each environment has smoke tests of its own, which follow from the settings that they prove: which tests there are is
/// told, what each of them asks would bury the settings themselves.
private func isComparable(_ setting: Setting) -> Bool {
  !(setting.key.source == .settings && setting.key.path.hasPrefix("smoke.tests.")
    && Array(setting.key.path.utf8).holds(steps))
}

private let steps = Array(".steps.".utf8)

/// Project and file names carry the environment's name by custom; that alone makes no difference.
private func namesItsEnvironment(_ key: SettingKey) -> Bool {
  key.source == .settings && key.path.hasPrefix("target.")
}

/// The cells with each environment's own name out of the way.
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
    // Most columns agree on the key, and telling equal strings apart from ordering them is the cheaper question.
    if key != known, key < known { lowest = key }
  }
  return lowest
}

/// The last of the settings with this key: a duplicate, should there be one, must not stop the merge.
private func takeCell(_ key: SettingKey, _ column: [Setting], _ next: inout Int) -> Matrix.Cell? {
  var cell: Matrix.Cell?
  while next < column.count, column[next].key == key {
    let layerValue = column[next].winner
    let isSuppliedByCompose =
      layerValue.origin.layer == .compose && layerValue.origin.location == nil
    cell = Matrix.Cell(
      value: layerValue.value, origin: isSuppliedByCompose ? nil : layerValue.origin)
    next += 1
  }
  return cell
}

/// Secrets are meant to differ, so for them it is sameness that counts.
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

/// True for equal values and for two different secrets.
func areInterchangeable(_ left: Value, _ right: Value) -> Bool {
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
  /// With `*` for every time that the name stands in it; over the bytes.
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
