import Environments

/// A screen that `triptych screen` prints without a terminal.
package enum ScreenKind: Hashable, Sendable {
  case overview, differences, health, help, problems
  /// A plan; the executable provides it with `Model.show(_:)`.
  case plan
  /// The explanation of a path, or of `source:path` when several sources have it.
  case explanation(String)

  /// The names of the screens on the command line.
  package static let names = [
    "overview", "differences", "explanation KEY", "health", "help", "problems", "plan",
  ]

  /// Reads the words of a command line, such as `overview` or `explanation api.tls.enabled`; `nil` for any other
  /// words.
  package init?(_ words: [String]) {
    switch (words.first, words.count) {
    case ("overview", 1): self = .overview
    case ("differences", 1): self = .differences
    case ("health", 1): self = .health
    case ("help", 1): self = .help
    case ("problems", 1): self = .problems
    case ("plan", 1): self = .plan
    case ("explanation", 2): self = .explanation(words[1])
    default: return nil
    }
  }
}

extension Model {
  /// Shows a view, with one environment focused when a name is given. Returns what is wrong with the name or the
  /// key as a sentence; `nil` when the view is shown.
  package mutating func show(_ screen: ScreenKind, environment name: String? = nil) -> String? {
    if let name {
      guard let index = world.position(ofEnvironment: name) else {
        return "There is no environment \(name)."
      }
      focus(index)
    }
    defer { settle() }
    switch screen {
    case .overview, .plan: go(to: .overview)
    case .differences: go(to: .differences)
    case .health: go(to: .health)
    case .help: go(to: .help)
    case .problems: go(to: .problems)
    case .explanation(let text):
      guard let key = key(named: text) else { return "No environment has a setting \(text)." }
      go(to: .explanation(key))
    }
    return nil
  }

  /// Shows a plan as its dialog does, whatever its guard.
  package mutating func show(_ plan: Plan) {
    input = .dialogs([.plan(PlanDialog(plan))], over: .view)
  }

  private func key(named text: String) -> SettingKey? {
    for source in Source.allCases {
      let prefix = source.rawValue + ":"
      let path = text.hasPrefix(prefix) ? String(text.dropFirst(prefix.count)) : text
      let key = SettingKey(source, path)
      if world.matrix.position(of: key) != nil { return key }
    }
    return nil
  }
}
