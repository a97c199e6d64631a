extension Plan {
  /// The whole plan as the dialog and the commands print it: what happens where, the steps with their causes in
  /// aligned columns, and the exact commands.
  package var text: String { lines.joined(separator: "\n") }

  package var lines: [String] {
    var lines = ["\(title) (\(place))", ""]
    lines += stepLines.map { "  \($0)" }
    if !notes.isEmpty { lines += [""] + notes.map { "  \($0.description.spelledOut)" } }
    if !commands.isEmpty {
      lines += [""] + commands.map { "  $ \($0)" }
    }
    return lines
  }

  /// Such as `Launch dev` or `Nothing to do: dev runs as declared`.
  package var title: String {
    switch (verb, isEmpty) {
    case (_, false): "\(verb.imperative) \(subject)"
    case (.launch, true): "Nothing to do: \(environment) runs as declared"
    case (.stop, true): "Nothing to do: \(environment) is stopped"
    case (.restart, true): "Nothing to do: nothing of \(environment) runs"
    }
  }

  private var subject: String {
    services.isEmpty ? environment : "\(services.joined(separator: ", ")) of \(environment)"
  }

  /// One line a step: action, subject and cause.
  package var stepLines: [String] {
    Columns.lines(steps.map { [$0.action.rawValue, $0.subject, $0.cause] })
  }
}
