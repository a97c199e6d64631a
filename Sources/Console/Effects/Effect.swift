import Environments

/// Something the console wants done. The executable does it: what touches the terminal in its loop, the rest away from it.
package enum Effect: Hashable, Sendable {
  case terminal(TerminalEffect)
  case world(WorldEffect)
}

/// What the loop does with the terminal it owns.
package enum TerminalEffect: Hashable, Sendable {
  /// Lends the terminal to the operator's editor; answered by `editorEnded`.
  case openEditor(file: String, line: Int, column: Int)
  /// Lends the terminal to a shell; answered by `shellEnded`.
  case openShell(ShellCall)
  /// Puts text on the clipboard.
  case copy(String)
  /// Paints every cell anew, whatever the terminal shows.
  case redraw
  case suspend
  case quit
}

/// What is done to files, engines and environments. Whatever promises an answer answers, also when the environment is gone
/// by then.
package enum WorldEffect: Hashable, Sendable {
  /// Answered for each check: by `checkArrived` as soon as it has ended, or by `checksGone`.
  case runChecks([CheckRequest])
  /// Answered by `planArrived` or `planRefused`.
  /// Services are named for a restart only.
  case makePlan(Plan.Verb, environment: String, services: [String] = [])
  /// Answered by `progressed` any number of times, then once by `ended`. Whether the consent is enough is judged by what carries the plan out.
  case perform(Plan, Consent)
  /// The operation is to stop; `ended` tells when it has. Nothing happens where none runs.
  case cancelOperation(environment: String)
  /// After `cancelOperation`: kills what still runs of it.
  case abandonOperation(environment: String)
  /// The lines of a scope have arrived; the next may be sent.
  case logsTaken(LogScope)
  /// Writes lines into a file; answered by `said`, which names it.
  case exportLogs(LogScope, [LogLine])
  /// Answered by `loaded`.
  case reload
  /// Asks every engine anew; answered by `statusArrived`.
  case refresh
  /// Answered by `inspected`.
  case inspect(environment: String, service: String)
  /// Answered by `shellReady`, or by `said` with the reason why not. The consent is judged as that of a plan is.
  case findShell(environment: String, container: ContainerStatus, Consent)
  /// Puts the end of a shell on record.
  case recordShell(ShellCall, status: Int?)
}

/// Checks of one environment that are to be run once.
package struct CheckRequest: Hashable, Sendable {
  package var environment: String
  /// Their names.
  package var checks: [String]

  package init(environment: String, checks: [String]) {
    self.environment = environment
    self.checks = checks
  }
}

/// A shell in a container that is ready to be opened.
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

/// What the engine says of the containers of one service.
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
