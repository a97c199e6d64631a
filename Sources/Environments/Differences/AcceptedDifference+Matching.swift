extension [AcceptedDifference] {
  /// The reason why a row's difference is accepted; `nil` when any two of the environments differ without acceptance.
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
  /// Whether the entry matches the row, and its values are still those that were accepted.
  func holds(for row: Matrix.Row, in names: [String]) -> Bool {
    guard concerns(row.key) else { return false }
    // A pattern cannot accept a shared secret: an entry has to name it.
    if isPattern && row.kind == .sameSecret { return false }
    guard let values else { return true }
    return zip(names, row.cells).allSatisfy { name, cell in
      guard let expected = values[name] else { return true }
      return cell?.value.text.isExactly(expected) == true
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

extension Configuration {
  /// A warning for every accepted difference that no longer exists, so that obsolete entries are removed. An entry
  /// about a Compose model is not evaluated until that model is resolved in all of the entry's environments.
  package var acceptedDifferencesThatLapsed: [Diagnostic] {
    let states = Dictionary(
      environments.map { ($0.name, $0.composeState) }, uniquingKeysWith: { first, _ in first })
    let judged = accepted.filter { entry in
      entry.key.source != .compose && entry.key.source != .secrets
        || entry.environments.allSatisfy { states[$0] == nil || states[$0] == .resolved }
    }
    guard !judged.isEmpty else { return [] }
    return judged.compactMap { $0.lapse(in: environments) }
  }
}

extension AcceptedDifference {
  fileprivate func lapse(in environments: [Environment]) -> Diagnostic? {
    let concerned = environments.filter { self.environments.contains($0.name) }
    if awaitsSecrets(of: concerned) { return nil }
    if isPattern { return lapseOfMany(in: concerned) }
    let cells = concerned.map { $0.cell(key) }
    let names = concerned.map(\.name)
    let row = Matrix.Row(key: key, kind: kind(of: cells), cells: cells)
    if cells.allSatisfy({ $0 == nil }) {
      return needless(
        "\(key.path) is accepted as different, but there is no such \(key.source.rawValue) key")
    }
    if row.kind == .same {
      return needless("\(key.path) is accepted as different, but does not differ")
    }
    guard !holds(for: row, in: names) else { return nil }
    let moved = zip(names, cells).compactMap { name, cell -> String? in
      guard let expected = values?[name], cell?.value.text.isExactly(expected) != true else {
        return nil
      }
      guard let text = cell?.value.text else {
        return "\(name) has no value instead of \(Value.string(expected).shown)"
      }
      let texts = [Value.string(text), .string(expected)].textsSideBySide { text, _ in text }
      return "\(name) has \(texts[0]) instead of \(texts[1])"
    }
    return Diagnostic(
      .warning, "ACC02",
      "the accepted difference of \(key.path) has lapsed: \(moved.joined(separator: ", "))",
      at: location,
      hint:
        "when the new values are intended: triptych accept \(key.source.rawValue):\(key.path) --reason …",
      environments: self.environments)
  }

  private func lapseOfMany(in environments: [Environment]) -> Diagnostic? {
    let keys = Set(environments.flatMap(keys))
    if keys.isEmpty {
      return needless(
        "\(key.path) is accepted as different, but matches no \(key.source.rawValue) key")
    }
    let differs = keys.contains { key in
      kind(of: environments.map { $0.cell(key) }) != .same
    }
    return differs
      ? nil : needless("\(key.path) is accepted as different, but no key that it matches differs")
  }

  /// Whether the entry matches a declared secret that does not exist yet. The next launch creates it; until then
  /// the entry cannot be evaluated.
  private func awaitsSecrets(of environments: [Environment]) -> Bool {
    key.source == .secrets
      && environments.contains { environment in
        environment.declaredSecrets.map { SettingKey(.secrets, $0.name) }
          .contains { concerns($0) && environment.setting($0) == nil }
      }
  }

  private func needless(_ message: String) -> Diagnostic {
    Diagnostic(
      .warning, "ACC01", message, at: location, hint: "remove the entry",
      environments: environments)
  }
}

extension Environment {
  fileprivate func cell(_ key: SettingKey) -> Matrix.Cell? {
    setting(key).map {
      Matrix.Cell(value: DerivedNames(self).comparable($0), origin: $0.winner.origin)
    }
  }
}
