/// What a change would do, before anybody does it. Its text is what dialogs and commands show.
package struct Plan: Hashable, Sendable {
  package enum Verb: String, Hashable, Sendable, CaseIterable { case launch, stop, restart }

  package struct Step: Hashable, Sendable {
    package enum Action: String, Hashable, Sendable {
      case buildImages = "build images"
      case pull, build
      case create, recreate, start, restart, keep, scale, stop, remove
    }

    package var action: Action
    /// A service, a network, an image.
    package var subject: String
    /// Why, such as `not running` or `configuration changed (triptych.revision)`.
    package var cause: String

    package init(_ action: Action, _ subject: String, cause: String) {
      self.action = action
      self.subject = subject
      self.cause = cause
    }
  }

  /// Something to know of a launch that is no step of it.
  package struct Note: Hashable, Sendable, CustomStringConvertible {
    package var isWarning: Bool
    package var text: String

    package init(_ text: String, isWarning: Bool = false) {
      self.isWarning = isWarning
      self.text = text
    }

    package var description: String { isWarning ? "warning: \(text)" : text }
  }

  package var environment: String
  package var verb: Verb
  /// The services that were asked for; none when all are meant.
  package var services: [String]
  /// Where it happens, such as `trading-dev on context default (unix:///var/run/docker.sock)`.
  package var place: String
  package var steps: [Step]
  /// What else to know: what was made for the launch, and what may go wrong.
  package var notes: [Note]
  /// The exact commands, as one would type them.
  package var commands: [String]
  package var guardrail: Guard
  /// A digest of what was observed when the plan was made; acting on another reality is refused.
  package var observed: String

  package init(
    environment: String, verb: Verb, services: [String] = [], place: String, steps: [Step],
    notes: [Note] = [], commands: [String], guardrail: Guard, observed: String
  ) {
    self.environment = environment
    self.verb = verb
    self.services = services
    self.place = place
    self.steps = steps
    self.notes = notes
    self.commands = commands
    self.guardrail = guardrail
    self.observed = observed
  }

  /// Nothing would change.
  package var isEmpty: Bool { steps.allSatisfy { $0.action == .keep } }
}

extension Plan.Verb {
  /// As one says it to triptych: `Launch`.
  package var imperative: String {
    switch self {
    case .launch: "Launch"
    case .stop: "Stop"
    case .restart: "Restart"
    }
  }

  /// As in `Launching dev, 1 of 3 done`.
  package var gerund: String {
    switch self {
    case .launch: "Launching"
    case .stop: "Stopping"
    case .restart: "Restarting"
    }
  }

  /// As in `prod is being launched`.
  package var participle: String {
    switch self {
    case .launch: "launched"
    case .stop: "stopped"
    case .restart: "restarted"
    }
  }

  /// What an environment is after it, as in `dev is up after 4.1 s`.
  var result: String {
    switch self {
    case .launch: "up"
    case .stop: "stopped"
    case .restart: "up again"
    }
  }
}

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

/// What stands between a plan and the deed.
package enum Guard: Hashable, Sendable {
  case none
  /// A yes, with No focused.
  case confirmation
  /// The environment's name, typed.
  case typedName
}
