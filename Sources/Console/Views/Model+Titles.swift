import Canvas
import Environments

extension Model {
  func panel(for column: OverviewLayout.Column) -> Panel {
    let isFocused = focus == .one(column.environment)
    let isProtected = environments[column.environment].isProtected
    let role: Style.Role = isProtected ? .protectedBorder : isFocused ? .focusedBorder : .border
    return Panel(rect: column.rect, weight: isFocused ? .heavy : .light, role: role)
  }

  /// Such as `3 prod ⊘ protected · degraded · stale 40 s`; where room is short, the word `protected` gives way
  /// first and the state last.
  func title(of index: Int, columns: Int) -> StyledText {
    let environment = environments[index]
    let standing = columnStates[index]
    let name = StyledText("\(index + 1) \(environment.name)", .title)
    let sign = StyledText(environment.isProtected ? " ⊘" : "", .warning)
    let word = StyledText(environment.isProtected ? " protected" : "", .warning)
    let state = StyledText(standing.summary.isEmpty ? "" : " · " + standing.summary)
    let doubt = standing.doubt(at: clock)
    let age = StyledText(doubt.map { " · " + $0 } ?? "", .warning)
    let short = name + sign + StyledText(" " + standing.summary)
    var choices = [name + sign + word + state + age, name + sign + state + age]
    if doubt != nil { choices.append(name + sign + age) }
    return choices.first { $0.width <= columns } ?? short
  }

  /// What a title says of the order and of what is left out; empty when there is nothing to say.
  var arrangementTitle: StyledText {
    arrangementWords.reduce(into: StyledText()) { $0 += StyledText(" · " + $1, .info) }
  }

  /// Why the overview shows no environment.
  var noColumns: String {
    if !hasLoaded { return "Reading…" }
    if environments.isEmpty { return Self.noEnvironments }
    if !Filter(filter).takesAllEnvironments {
      return "No environment matches \(filter); Esc clears the filter."
    }
    return "Nothing is at fault in \(environments.count) environments; Esc shows them."
  }

  static let noEnvironments =
    "No environment is declared here: configs/environment/<name>.yaml makes one."

  /// Such as `settings · 3 problems`.
  func problemTitle(of index: Int) -> StyledText {
    let count = catalog.problems[index]
    let style: Style = count.errors > 0 ? .danger : count.warnings > 0 ? .warning : .ok
    return StyledText("settings", .title) + StyledText(" · ", .muted)
      + StyledText(count.words, style)
  }
}
