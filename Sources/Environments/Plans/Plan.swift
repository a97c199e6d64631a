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
