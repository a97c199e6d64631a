import Canvas
import Environments

extension Model {
  func panel(for column: OverviewLayout.Column) -> Panel {
    let isFocused = focus == .one(column.environment)
    let isProtected = environments[column.environment].isProtected
    let role: Style.Role = isProtected ? .protectedBorder : isFocused ? .focusedBorder : .border
    return Panel(rect: column.rect, weight: isFocused ? .heavy : .light, role: role)
  }

  /// Such as `3 prod ⊘ protected · degraded · 40 s old`; the word gives way before the state does.
  func title(of index: Int, columns: Int) -> StyledText {
    let environment = environments[index]
    let standing = standings[index]
    let name = StyledText("\(index + 1) \(environment.name)", .title)
    var state = standing.summary.isEmpty ? StyledText() : StyledText(" · " + standing.summary)
    if standing.isStale { state += StyledText(" · stale", .warning) }
    guard environment.isProtected else { return name + state }
    let long = name + StyledText(" ⊘ protected", .warning) + state
    return long.width <= columns ? long : name + StyledText(" ⊘", .warning) + state
  }

  /// Such as `settings · 3 problems`.
  func problemTitle(of index: Int) -> StyledText {
    let count = catalog.problems[index]
    let style: Style = count.errors > 0 ? .danger : count.warnings > 0 ? .warning : .ok
    return StyledText("settings", .title) + StyledText(" · ", .muted)
      + StyledText(count.words, style)
  }
}
