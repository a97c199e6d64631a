/// The steps of a change that has not been made yet. Dialogs and commands show the plan's text.
package struct Plan: Hashable, Sendable {
  package enum Verb: String, Hashable, Sendable, CaseIterable { case launch, stop, restart }

  package struct Step: Hashable, Sendable {
    package enum Action: String, Hashable, Sendable {
      case buildImages = "build images"
      case pull, build
      case create, recreate, start, restart, keep, scale, stop, remove
    }

    package var action: Action
    /// A service, a network or an image.
    package var subject: String
    /// The reason, such as `not running` or `configuration changed (revision 1a2b → 3c4d)`.
    package var cause: String

    package init(_ action: Action, _ subject: String, cause: String) {
      self.action = action
      self.subject = subject
      self.cause = cause
    }
  }

  /// Information about a plan that is not a step.
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
  /// The selected services; empty for all services.
  package var services: [String]
  /// Where the change is made, such as `trading-dev on context default (unix:///var/run/docker.sock)`.
  package var place: String
  package var steps: [Step]
  /// What was prepared for the launch, and what may go wrong.
  package var notes: [Note]
  /// The exact commands, as an operator would type them.
  package var commands: [String]
  package var guardrail: Guard
  /// The digest of the observation that the plan is based on. When the digest has changed, the plan is refused.
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

  /// Whether the plan changes nothing.
  package var isEmpty: Bool { steps.allSatisfy { $0.action == .keep } }
}

extension Plan.Verb {
  /// As in `Launch dev`.
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

  /// The environment's state afterwards, as in `dev is up after 4.1 s`.
  var result: String {
    switch self {
    case .launch: "up"
    case .stop: "stopped"
    case .restart: "restarted"
    }
  }
}

extension Plan {
  /// The whole plan, as the dialog and the commands print it: what is changed where, the steps with their causes in
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
    case (.stop, true) where !steps.isEmpty:
      "Nothing declared to stop: only orphans of \(environment) are left"
    case (.stop, true): "Nothing to do: \(environment) is stopped"
    case (.restart, true): "Nothing to do: no service of \(environment) runs"
    }
  }

  private var subject: String {
    services.isEmpty ? environment : "\(services.joined(separator: ", ")) of \(environment)"
  }

  /// One line per step: action, subject and cause.
  package var stepLines: [String] {
    Columns.lines(steps.map { [$0.action.rawValue, $0.subject, $0.cause] })
  }
}

/// The confirmation that a plan needs before it is executed.
package enum Guard: Hashable, Sendable {
  case none
  /// A yes or no, with No focused.
  case confirmation
  /// The environment's name, which the operator types.
  case typedName
}
