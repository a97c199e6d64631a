import Canvas
import Environments

extension Model {
  /// Such as `12 differences, 3 accepted`.
  var differencesTitle: StyledText {
    let counts = catalog.differenceCounts
    let noun = counts.open == 1 ? "difference" : "differences"
    var title = StyledText("\(counts.open) \(noun)", .title)
    if counts.accepted > 0 {
      title += StyledText(", \(counts.accepted) accepted", Style(.accepted))
    }
    title += StyledText(listsAllRows ? " · all rows" : "", .muted)
    return title + arrangementTitle
  }

  var emptyDifferences: String {
    if environments.isEmpty { return hasLoaded ? Self.noEnvironments : "Reading…" }
    if !filter.isEmpty { return "Nothing listed matches \(filter); Esc clears the filter." }
    if arrangement.onlyFaults { return "Every difference is accepted; Esc lists them." }
    return environments.count < 2
      ? "One environment differs from none; a lists every setting."
      : "Nothing differs; a lists every setting."
  }

  /// The key; below its service's heading, what follows the name.
  func label(of row: Matrix.Row) -> String {
    guard arrangement.grouping == .service, row.key.source == .compose, filter.isEmpty else {
      return row.key.path
    }
    let prefix = "services.\(group(of: row))."
    return row.key.path.hasPrefix(prefix)
      ? String(row.key.path.dropFirst(prefix.count)) : row.key.path
  }

  private var selectedDifference: Matrix.Row? {
    if case .difference(let row) = selection { matrix.rows[row] } else { nil }
  }

  var differenceDetailTitle: String { selectedDifference?.key.path ?? "" }

  func differenceDetail(columns: Int) -> [StyledText] {
    guard let row = selectedDifference else { return [] }
    var lines: [StyledText] = []
    if let reason = row.accepted {
      lines = Wrap.lines("✓ accepted: \(reason)", columns: columns)
        .map { StyledText($0, Style(.accepted)) }
    }
    let named = focused.filter { index in
      catalog.columns[index].map { row.cells[$0] != nil } ?? false
    }.prefix(detailHeight)
    let width = named.map { SafeText.width(of: environments[$0].name) }.max() ?? 0
    return lines
      + named.compactMap { index in
        catalog.columns[index].flatMap { row.cells[$0] }.map {
          detail(of: $0, in: environments[index].name, nameWidth: width, columns: columns)
        }
      }
  }

  /// One environment's value whole, and the place that says it.
  private func detail(
    of cell: Matrix.Cell, in name: String, nameWidth: Int, columns: Int
  ) -> StyledText {
    let place = cell.origin.map(\.words) ?? "supplied by Compose"
    let gap = SafeText.fill("", columns: nameWidth - SafeText.width(of: name) + 2)
    let room = max(columns / 3, columns - nameWidth - 4 - SafeText.width(of: place))
    return StyledText(name, .title) + StyledText(gap + SafeText.fit(cell.value.text, columns: room))
      + StyledText("  " + place, .muted)
  }
}
