/// A function of a key. Each case is also a command with the name `word`.
package enum Action: String, Hashable, Sendable, CaseIterable {
  case left, right, up, down
  case first, last, pageUp, pageDown, halfPageUp, halfPageDown
  /// The key provides the number.
  case focusOne
  case focusAll
  case nextView, previousView
  case overview, differences, help, problems, messages
  case checkHealth, watchHealth
  case toggleFaults, sort, group, fold
  case filter, nextDifference, previousDifference, toggleAllRows
  case open, edit, copy, inspect, shell
  case logs
  case launch, stop, restart
  case back, quit, interrupt
  case command
  case redraw, suspend
  // In the logs.
  case pauseLogs, searchLogs, filterLogs, nextMatch, previousMatch, nextError, previousError
  case wrapLogs, logTimes, aloneLog, exportLogs
  // In dialogs and while something is typed.
  case accept, dismiss, changeChoice, erase, eraseAll, complete
}
