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
    return title + StyledText(showsAllRows ? " · all rows" : "", .muted)
  }

  var emptyDifferences: String {
    if !filter.isEmpty { return "No listed key contains \(filter); Esc clears the filter." }
    return environments.count < 2
      ? "One environment differs from none." : "Nothing differs; a lists every setting."
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
    let index = focused.first { catalog.columns[$0].map { row.cells[$0] != nil } ?? false }
    guard let index, let column = catalog.columns[index], let cell = row.cells[column] else {
      return lines
    }
    let place = cell.origin.map(\.words) ?? "no file says it; Compose supplies it"
    let name = StyledText(environments[index].name + " ", .title)
    lines.append(name + StyledText(cell.value.text) + StyledText("  \(place)", .muted))
    return lines
  }
}
