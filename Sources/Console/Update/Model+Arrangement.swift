extension Model {
  mutating func cycleSort() {
    let choices = Sort.choices(in: place)
    let next = ((choices.firstIndex(of: arrangement.sort) ?? 0) + 1) % choices.count
    rearrange { $0.arrangement.sort = choices[next] }
  }

  mutating func cycleGrouping() {
    let choices = Grouping.allCases
    let next = ((choices.firstIndex(of: arrangement.grouping) ?? 0) + 1) % choices.count
    rearrange {
      $0.arrangement.grouping = choices[next]
      $0.arrangement.folded = []
    }
  }

  mutating func toggleFaults() { rearrange { $0.arrangement.onlyFaults.toggle() } }

  /// Folds the group of the selected row away, or brings back the one whose heading is selected.
  mutating func fold() {
    guard let name = selectedGroup else { return }
    rearrange { model in
      if model.arrangement.folded.remove(name) == nil { model.arrangement.folded.insert(name) }
    }
    guard let row = row(of: .group(name)) else { return }
    var cursor = self.cursor
    cursor.row = nearestSelectable(from: row, by: 1) ?? row
    // The heading stays in sight with the rows that come back.
    cursor.top = min(cursor.top, row)
    cursors[place] = cursor
  }

  /// The group of the selected row; `nil` where nothing folds.
  var selectedGroup: String? {
    switch selection {
    case .group(let name, _, _): name
    case .difference(let row) where folds: group(of: matrix.rows[row])
    default: nil
    }
  }

  /// Rows are left out that Esc brings back.
  var isNarrowed: Bool { !filter.isEmpty || arrangement.onlyFaults }

  /// Takes back one thing that narrows the view, the last one first; false when nothing does.
  mutating func widen() -> Bool {
    if !filter.isEmpty {
      rearrange {
        $0.filters[$0.place] = nil
        $0.showsAllOfService = false
      }
    } else if arrangement.onlyFaults {
      toggleFaults()
    } else {
      return false
    }
    return true
  }

  /// What the frame says of the order and of what is left out, such as `only faults · 3 of 203`.
  var arrangementWords: [String] {
    var words: [String] = []
    if arrangement.onlyFaults { words.append("only faults · " + faultWords) }
    if let sort = arrangement.sort.words { words.append(sort) }
    if place == .differences, let grouping = arrangement.grouping.words { words.append(grouping) }
    return words
  }

  /// How much is left: such as `3 of 203`, and in the overview, in how many environments.
  private var faultWords: String {
    guard place == .overview else { return tally.words }
    let services = Tally(shown: servicesCount, total: catalog.services.count)
    let environments = Tally(shown: columns.count, total: environments.count)
    return "\(services.words) in \(environments.words)"
  }
}
