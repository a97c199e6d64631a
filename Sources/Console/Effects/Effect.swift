import Environments

/// An action that the console requests. The executable performs it: effects on the terminal in its loop, all others
/// outside of it.
package enum Effect: Hashable, Sendable {
  case terminal(TerminalEffect)
  case world(WorldEffect)
}

/// An effect on the terminal, performed by the loop that owns it.
package enum TerminalEffect: Hashable, Sendable {
  /// Lends the terminal to the operator's editor; answered by `editorEnded`.
  case openEditor(file: String, line: Int, column: Int)
  /// Lends the terminal to a shell; answered by `shellEnded`.
  case openShell(ShellCall)
  /// Puts text on the clipboard.
  case copy(String)
  /// Paints every cell again, whatever the terminal shows.
  case redraw
  case suspend
  case quit
}

/// An effect on files, engines or environments. An effect that promises an answer always answers, also when the
/// environment is gone meanwhile.
package enum WorldEffect: Hashable, Sendable {
  /// Answered for each check: by `checkArrived` as soon as it has ended, or by `checksGone`.
  case runChecks([CheckRequest])
  /// Answered by `planArrived` or `planRefused`. Only a restart has services.
  case makePlan(Plan.Verb, environment: String, services: [String] = [])
  /// Answered by `progressed` any number of times, then once by `ended`. The launcher judges whether the consent is
  /// sufficient.
  case perform(Plan, Consent)
  /// Requests the end of the operation; `ended` follows when it has ended. Has no effect when no operation runs.
  case cancelOperation(environment: String)
  /// After `cancelOperation`: kills the programs of the operation that still run.
  case abandonOperation(environment: String)
  /// The lines of a scope have arrived; the next may be sent.
  case logsTaken(LogScope)
  /// Writes lines to a file; answered by `said` with its name.
  case exportLogs(LogScope, [LogLine])
  /// Answered by `loaded`.
  case reload
  /// Trusts an environment's files to read this outside of the repository; answered by `said`, then by `loaded`.
  case trust(environment: String, [OutsideReading])
  /// Asks every engine again; answered by `statusArrived`.
  case refresh
  /// Answered by `inspected`.
  case inspect(environment: String, service: String)
  /// Answered by `shellReady`, or by `said` with the reason why not. The consent is judged as that of a plan is.
  case findShell(environment: String, container: ContainerStatus, Consent)
  /// Records the end of a shell.
  case recordShell(ShellCall, status: Int?)
}

/// Checks of one environment to run once.
package struct CheckRequest: Hashable, Sendable {
  package var environment: String
  /// The names of the checks.
  package var checks: [String]

  package init(environment: String, checks: [String]) {
    self.environment = environment
    self.checks = checks
  }
}

/// A shell in a container, ready to be opened.
package struct ShellCall: Hashable, Sendable {
  package var environment: String
  package var service: String
  package var argv: [String]
  package var variables: [String: String]

  package init(
    environment: String, service: String, argv: [String], variables: [String: String]
  ) {
    self.environment = environment
    self.service = service
    self.argv = argv
    self.variables = variables
  }
}

/// The engine's details about the containers of one service.
package struct Inspection: Hashable, Sendable {
  package enum Answer: Hashable, Sendable {
    case waiting
    case known([ContainerDetails])
    case failed(String)
  }

  package var environment: String
  package var service: String
  package var answer: Answer

  package init(environment: String, service: String, answer: Answer) {
    self.environment = environment
    self.service = service
    self.answer = answer
  }
}
