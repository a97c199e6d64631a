import Environments

/// Something the console wants done to the world. The executable does it and answers with messages.
package enum Effect: Hashable, Sendable {
  /// Answered by `checkArrived` for each check, as soon as it has ended.
  case runChecks([CheckRequest])
  /// Answered by `planArrived` or `planRefused`.
  /// Services are named for a restart only.
  case makePlan(Plan.Verb, environment: String, services: [String] = [])
  /// Answered by `progressed` any number of times, then once by `ended`.
  case perform(Plan, typedName: String?)
  /// Answered by `ended` when the operation has stopped.
  case cancelOperation(environment: String)
  /// The lines of a scope have arrived; the next may be sent.
  case logsTaken(LogScope)
  /// Writes lines into a file; answered by `said`, which names it.
  case exportLogs(LogScope, [LogLine])
  /// After `cancelOperation`: kills what still runs of it. Answered by `ended`.
  case abandonOperation(environment: String)
  /// Answered by `loaded`.
  case reload
  /// Asks every engine anew; answered by `statusArrived`.
  case refresh
  /// Lends the terminal to the operator's editor; answered by `editorEnded`.
  case openEditor(file: String, line: Int, column: Int)
  /// Answered by `inspected`.
  case inspect(environment: String, service: String)
  /// Answered by `shellReady`, or by words that say why not.
  case findShell(environment: String, container: ContainerStatus)
  /// Lends the terminal to a shell; answered by `shellEnded`.
  case borrow(ShellCall)
  case recordShell(ShellCall, status: Int?)
  /// Puts text on the clipboard.
  case copy(String)
  /// Paints every cell anew, whatever the terminal shows.
  case redraw
  case suspend
  case quit
}
