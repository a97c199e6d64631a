extension [AcceptedDifference] {
  /// The reason for which a row's difference is accepted, `nil` when any pair of environments differs without leave.
  func reason(for row: Matrix.Row, in environments: [String]) -> String? {
    let valid = filter { $0.holds(for: row, in: environments) }
    guard let first = valid.first else { return nil }
    for left in environments.indices {
      for right in environments.indices where right > left {
        guard isNoteworthy(row.cells[left], row.cells[right]) else { continue }
        let isCovered = valid.contains {
          $0.environments.contains(environments[left])
            && $0.environments.contains(environments[right])
        }
        guard isCovered else { return nil }
      }
    }
    return first.reason
  }
}

extension AcceptedDifference {
  /// Whether the values are still those that were accepted.
  func holds(for row: Matrix.Row, in names: [String]) -> Bool {
    guard concerns(row.key) else { return false }
    // Nobody has looked at a shared secret who has not named it.
    if isPattern && row.kind == .sameSecret { return false }
    guard let values else { return true }
    return zip(names, row.cells).allSatisfy { name, cell in
      guard let expected = values[name] else { return true }
      return cell?.value.text == expected
    }
  }
}

private func isNoteworthy(_ left: Matrix.Cell?, _ right: Matrix.Cell?) -> Bool {
  switch (left?.value, right?.value) {
  case (nil, nil): false
  case (nil, _), (_, nil): true
  case (.secret(let one)?, .secret(let other)?): one == other
  case (let one, let other): one != other
  }
}
