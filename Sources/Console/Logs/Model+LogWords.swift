import Canvas
import Environments

extension Model {
  /// Such as `1 dev · api · paused · 128 new`.
  func title(of pane: LogPane, number: Int, columns: Int) -> StyledText {
    let name = StyledText("\(number) \(pane.scope.environment)", .title)
    let service = StyledText(pane.scope.service.map { " · " + $0 } ?? "")
    let state: StyledText =
      pane.isFollowing
      ? StyledText(" · following", .muted)
      : StyledText(" · paused · \(pane.newCount.grouped) new", .warning)
    let short =
      pane.isFollowing
      ? StyledText() : StyledText(" · \(pane.newCount.grouped) new", .warning)
    let choices = [name + service + state, name + service + short, name + short]
    return choices.first { $0.width <= columns } ?? name
  }

  /// What a pane without lines says.
  func emptyWords(_ pane: LogPane) -> String {
    if let filter = logs?.filter, pane.buffer.count > 0 {
      return "None of \(pane.buffer.count.grouped) lines matches \(filter.source)"
    }
    let whose = pane.scope.service.map { "\($0) of \(pane.scope.environment)" }
    guard let status = statuses[pane.scope.environment], status.engine != .notAskedYet else {
      return "The engine has not answered yet."
    }
    if status.engine != .answering, let note = note(of: pane.scope.environment) {
      return "▲ \(note.title): \(note.text)"
    }
    let containers = status.containers.filter {
      pane.scope.service == nil || $0.service == pane.scope.service
    }
    return containers.isEmpty
      ? "There is no container of \(whose ?? pane.scope.environment). Its lines appear here when it starts."
      : "Nothing has been written yet."
  }
}

extension Model {
  private func note(of environment: String) -> Note? {
    environments.firstIndex { $0.name == environment }.flatMap { Note(self, $0) }
  }
}

extension LogPane {
  /// What was let go, what was dropped, and where one is; as much of it as fits.
  func footing(columns: Int) -> String {
    var parts: [String] = []
    if buffer.first > 0 { parts.append("+\(buffer.first.grouped) earlier lines") }
    if buffer.droppedCount > 0 { parts.append("dropped \(buffer.droppedCount.grouped) lines") }
    if shownCount > 0, !isFollowing {
      let place = min(place(of: cursor), shownCount - 1) + 1
      parts.append("\(place.grouped) of \(shownCount.grouped)")
    }
    while parts.count > 1, SafeText.width(of: parts.joined(separator: " · ")) > columns {
      parts.removeFirst()
    }
    return parts.joined(separator: " · ")
  }
}

extension Int {
  /// With a comma at every third digit.
  var grouped: String {
    var text = ""
    for (index, digit) in "\(self)".reversed().enumerated() {
      if index > 0, index % 3 == 0, digit != "-" { text = "," + text }
      text = String(digit) + text
    }
    return text
  }
}
