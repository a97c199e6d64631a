extension [Value] {
  /// The texts of values that stand side by side; different values never read alike.
  package func textsSideBySide(fit: (String, Int) -> String) -> [String] {
    map(Optional.some).textsSideBySide(missing: "", fit: fit).map { $0 ?? "" }
  }
}

extension [Value?] {
  /// The texts of values that stand side by side; `nil` where there is no value. Different values never read alike:
  /// those that would take a form that tells more, and a cut text begins near the place where it differs. All others
  /// read as they would alone.
  ///
  /// - Parameters:
  ///   - missing: what is shown where there is no value.
  ///   - fit: cuts a text to the room of the value at a position.
  package func textsSideBySide(missing: String, fit: (String, Int) -> String) -> [String?] {
    var kinds: [Value: Int] = [:]
    var values: [Value] = []
    let cells = map { value -> Int? in
      guard let value else { return nil }
      if let kind = kinds[value] { return kind }
      kinds[value] = values.count
      values.append(value)
      return values.count - 1
    }
    guard values.count > 1 || contains(nil) else {
      // Equal quantities can be written differently.
      return indices.map { index in self[index].map { fit($0.shown, index) } }
    }
    let others = contains(nil) ? [missing] : []
    let texts = unlikeTexts(of: values, others: others)
    return Cuts(texts: cells.map { $0.map { texts[$0] } }, kinds: cells, missing: missing, fit: fit)
      .cut
  }
}

/// The shortest forms of different values in which no two of them read alike.
private func unlikeTexts(of values: [Value], others: [String]) -> [String] {
  var forms = values.map(\.formAlone)
  var texts = zip(values, forms).map { $0.text($1) }
  while true {
    // As keys of a dictionary, texts that are canonically equivalent are equal: that is meant here.
    let groups = Dictionary(grouping: texts.indices) { texts[$0].lookAlike }
    let taken = Set(others.map(\.lookAlike))
    var isChanged = false
    for (look, alike) in groups where alike.count > 1 || taken.contains(look) {
      // Quotes as the sign of a type would mislead where all of them are strings.
      let next = alike.allSatisfy { values[$0].isString } ? Value.Form.quoted : .typed
      for index in alike {
        let number = Swift.max(forms[index].rawValue + 1, next.rawValue)
        guard let form = Value.Form(rawValue: number) else { continue }
        forms[index] = form
        texts[index] = values[index].text(form)
        isChanged = true
      }
    }
    if !isChanged { return texts }
  }
}

extension Value {
  fileprivate var isString: Bool { if case .string = self { true } else { false } }
}

/// Cuts texts so that those of different values do not read alike.
private struct Cuts {
  private(set) var cut: [String?]
  private let texts: [String?]
  /// Positions with equal values have equal numbers.
  private let kinds: [Int?]
  /// Where the visible part of each text begins, in scalars.
  private var starts: [Int]

  /// How much is shown before the first difference, if there is room; in scalars.
  private static let leads = [8, 3, 0]

  init(texts: [String?], kinds: [Int?], missing: String, fit: (String, Int) -> String) {
    self.texts = texts
    self.kinds = kinds
    starts = texts.map { _ in 0 }
    cut = texts.indices.map { index in texts[index].map { fit($0, index) } }
    // Nearly always nothing is cut; every turn moves the beginning of some text on.
    var turns = texts.count * Self.leads.count
    while turns > 0, let alike = cutAlike(missing) {
      turns -= 1
      let moved = move(alike)
      for index in alike {
        guard let text = texts[index], isCut(index) else { continue }
        if moved.contains(index) {
          cut[index] = fit("…" + String(text.unicodeScalars.dropFirst(starts[index])), index)
        } else if moved.isEmpty, let kind = kinds[index] {
          // No part of the text that fits tells it from the others.
          cut[index] = fit("#\(kind + 1) \(text)", index)
        }
      }
    }
  }

  private func isCut(_ index: Int) -> Bool {
    guard let whole = texts[index], let cut = cut[index] else { return false }
    return !whole.isExactly(cut)
  }

  /// Positions of different values that read alike because some of them are cut.
  private func cutAlike(_ missing: String) -> [Int]? {
    guard cut.indices.contains(where: isCut) else { return nil }
    let groups = Dictionary(grouping: cut.indices) { (cut[$0] ?? missing).lookAlike }
    return groups.values
      .filter { Set($0.map { kinds[$0] }).count > 1 && $0.contains(where: isCut) }
      .min { $0[0] < $1[0] }
  }

  /// Moves the beginnings towards the first difference. Returns the positions that are not yet there.
  private mutating func move(_ alike: [Int]) -> Set<Int> {
    let shared = sharedCount(alike)
    for lead in Self.leads {
      let start = shared - lead
      let behind = alike.filter { isCut($0) && starts[$0] < start }
      for index in behind { starts[index] = start }
      if !behind.isEmpty { return Set(behind) }
    }
    return []
  }

  /// The number of scalars with which all texts at these positions begin.
  private func sharedCount(_ positions: [Int]) -> Int {
    let wholes = positions.compactMap { texts[$0]?.unicodeScalars }
    guard let first = wholes.first else { return 0 }
    return wholes.dropFirst().map { text in zip(first, text).prefix { $0 == $1 }.count }.min()
      ?? first.count
  }
}
