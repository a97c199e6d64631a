/// What a key can do.
package enum Action: Hashable, Sendable {
  case left, right, up, down
  case first, last, pageUp, pageDown, halfPageUp, halfPageDown
  /// The number comes from the key.
  case focusOne
  case focusAll
  case nextView, previousView
  case overview, differences, help, problems
  case checkHealth
  case toggleFaults, sort, group, fold
  case filter, nextDifference, previousDifference, toggleAllRows
  case open, edit, copy
  case logs
  case launch, stop, restart
  case back, quit, interrupt
  case redraw, suspend
  // In the logs.
  case pauseLogs, searchLogs, filterLogs, nextMatch, previousMatch, nextError, previousError
  case wrapLogs, logTimes, aloneLog, exportLogs
  // In dialogs and while a filter is typed.
  case accept, dismiss, changeChoice, erase
}
