import Canvas

extension KeyTable {
  /// The keys of the logs, which offer many actions on lines and none on a stack.
  static let logs: [KeyBinding] = [
    KeyBinding(
      "<space>", .pauseLogs, .logs, "Stop following, or follow again", hint: "pause", in: [.logs]),
    KeyBinding(
      "/", .searchLogs, .logs, "Search for a regular expression", hint: "search", in: [.logs]),
    KeyBinding(
      "f&", .filterLogs, .logs, "Show only lines that match a regular expression", hint: "filter",
      in: [.logs]),
    KeyBinding(
      "E", .nextError, .logs, "Go to the next line that is an error", hint: "next error",
      in: [.logs]),
    KeyBinding(
      "W", .previousError, .logs, "Go to the previous line that is an error", in: [.logs]),
    KeyBinding("n", .nextMatch, .logs, "Go to the next match", in: [.logs]),
    KeyBinding("N", .previousMatch, .logs, "Go to the previous match", in: [.logs]),
    KeyBinding("w", .wrapLogs, .logs, "Wrap long lines, or cut them", hint: "wrap", in: [.logs]),
    KeyBinding(
      "t", .logTimes, .logs, "Show times by the clock, as ages, in UTC, or not", hint: "times",
      in: [.logs]),
    KeyBinding(
      "x", .exportLogs, .logs, "Write what the pane shows into a file below .triptych/logs",
      hint: "export", in: [.logs]),
    KeyBinding("y", .copy, .logs, "Copy the selected line", in: [.logs]),
    KeyBinding("<enter>", .aloneLog, .logs, "Show this pane alone, or all again", in: [.logs]),
    KeyBinding("<tab>", .nextView, .logs, "Go to the next pane", in: [.logs]),
    KeyBinding("<backtab>", .previousView, .logs, "Go to the previous pane", in: [.logs]),
    KeyBinding("123456789", .focusOne, .logs, "Go to a pane", in: [.logs], written: "1…9"),
    KeyBinding("j<down>", .down, .logs, "Go down a line", in: [.logs]),
    KeyBinding("k<up>", .up, .logs, "Go up a line, and stop following", in: [.logs]),
    KeyBinding("g<home>", .first, .logs, "Go to the first line that is kept", in: [.logs]),
    KeyBinding("G<end>", .last, .logs, "Go to the last line and follow", in: [.logs]),
    KeyBinding("<ctrl-f><pagedown>", .pageDown, .logs, "Go down a page", in: [.logs]),
    KeyBinding("<ctrl-b><pageup>", .pageUp, .logs, "Go up a page", in: [.logs]),
    KeyBinding("<ctrl-d>", .halfPageDown, .logs, "Go down half a page", in: [.logs]),
    KeyBinding("<ctrl-u>", .halfPageUp, .logs, "Go up half a page", in: [.logs]),
    KeyBinding(
      "h<left>", .left, .logs, "Scroll to the left, or go to the pane there when lines are wrapped",
      in: [.logs]),
    KeyBinding(
      "l<right>", .right, .logs,
      "Scroll to the right, or go to the pane there when lines are wrapped", in: [.logs]),
    KeyBinding("o", .overview, .logs, "Show the overview", in: [.logs]),
    KeyBinding("!", .problems, .logs, "List the problems", in: [.logs]),
    KeyBinding("?<f1>", .help, .logs, "Show the keys", hint: "keys", in: [.logs]),
    KeyBinding(
      "<esc>", .back, .logs, "Take the filter off, then the search, then leave", hint: "back",
      in: [.logs]),
    KeyBinding("q", .quit, .logs, "Leave the logs", in: [.logs]),
    KeyBinding(
      "<ctrl-c>", .interrupt, .logs, "Ask whether to cancel the running operation, or to quit",
      in: [.logs]),
    KeyBinding("<ctrl-z>", .suspend, .logs, "Suspend; fg comes back", in: [.logs]),
  ]
}
