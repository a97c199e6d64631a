import Canvas

/// Every key with its meaning: the source of dispatch, footer, help and documents.
package struct KeyTable: Hashable, Sendable {
  package var bindings: [KeyBinding]

  init(_ bindings: [KeyBinding]) { self.bindings = bindings }

  /// Searches the table for each press: building an index would cost every start more than a day of presses.
  package func action(for key: Key, in context: KeyContext) -> Action? {
    bindings.last { $0.contexts.contains(context) && $0.keys.contains(key) }?.action
  }

  /// The name of the action in sentences: its first key, or the command when it has no key.
  func name(of action: Action, in context: KeyContext? = nil) -> String {
    let binding = bindings.first {
      $0.action == action && (context.map($0.contexts.contains) ?? ($0.group != .dialogs))
    }
    return binding?.name ?? ":" + action.word
  }

  /// The standard keys. Within a context, the footer has the same order.
  package static let standard = KeyTable(acting + looking + moving + leaving + logs + dialogs)

  private static let acting: [KeyBinding] = [
    KeyBinding(
      "c", .checkHealth, .acting, "Check the health of the focused environments and show it",
      hint: "check health", unhinted: KeyContext.quiet),
    KeyBinding(
      "w", .watchHealth, .acting,
      "Repeat the checks of the focused environments, each at its interval, or stop",
      hint: "watch", in: [.health, .check]),
    KeyBinding(
      "U", .launch, .acting, "Launch the focused environment, after its plan", hint: "launch",
      in: KeyContext.views.subtracting([.help]), unhinted: KeyContext.quiet),
    KeyBinding(
      "X", .stop, .acting, "Stop the focused environment, after its plan; volumes stay",
      hint: "stop", in: KeyContext.views.subtracting([.help]), unhinted: KeyContext.quiet),
    KeyBinding(
      "S", .shell, .acting, "Open a shell in the selected service of the focused environment",
      in: [.overview, .containers]),
    KeyBinding(
      "R", .restart, .acting,
      "Restart the selected service of the focused environment, or all of it, after its plan",
      in: KeyContext.views.subtracting([.help])),
  ]

  private static let looking: [KeyBinding] = [
    KeyBinding(
      "d", .differences, .looking, "Show the settings that differ", hint: "differences",
      in: KeyContext.views.subtracting([.differences])),
    KeyBinding(
      "L", .logs, .looking, "Show the logs of the selected service, or of all", hint: "logs",
      in: KeyContext.views.subtracting([.help]), unhinted: KeyContext.quiet),
    KeyBinding("o", .overview, .looking, "Show the overview"),
    KeyBinding(
      "<enter>", .open, .looking,
      "Open the selected row: explain a value, list the problems, show a check's history",
      hint: "open", in: [.overview, .differences, .explanation, .health, .problems],
      unhinted: [.explanation, .problems]),
    KeyBinding(
      "n", .nextDifference, .looking, "Go to the next difference", hint: "next",
      in: [.differences]),
    KeyBinding(
      "N", .previousDifference, .looking, "Go to the previous difference", in: [.differences]),
    KeyBinding(
      "a", .toggleAllRows, .looking, "List every setting, or only those that differ",
      hint: "all rows", in: [.differences]),
    KeyBinding(
      "e", .edit, .looking, "Open the value's file at its line in the editor", hint: "edit",
      in: [.overview, .differences, .explanation, .health, .check, .problems],
      unhinted: [.overview]),
    KeyBinding(
      "y", .copy, .looking, "Copy what the selected row says",
      in: KeyContext.lists.union([.explanation, .check])),
    KeyBinding(
      "i", .inspect, .looking, "Inspect the containers of the selected service",
      in: [.overview, .containers]),
    KeyBinding(
      "/", .filter, .looking,
      "Narrow the rows: words, !word without it, @name for environments", hint: "filter",
      in: KeyContext.lists),
    KeyBinding(
      ":", .command, .looking, "Type a command; it does what its key does", hint: "command",
      in: KeyContext.views.union([.logs])),
    KeyBinding(
      "f", .toggleFaults, .looking, "List only faults, or everything",
      hint: "only faults", in: KeyContext.lists.subtracting([.help, .containers]),
      unhinted: [.problems]),
    KeyBinding(
      "s", .sort, .looking, "Go to the next order of the rows: declared, by name, worst first",
      hint: "sort", in: [.overview, .differences]),
    KeyBinding(
      "z", .group, .looking, "Group the rows by source, file or service, or not at all",
      hint: "group", in: [.differences]),
    KeyBinding(
      "<space>", .fold, .looking, "Fold the selected row's group away, or bring it back",
      in: [.differences]),
    KeyBinding(
      "!", .problems, .looking, "List the problems", in: KeyContext.views.subtracting([.problems])),
    KeyBinding(
      "", .messages, .looking, "List messages, newest first",
      in: KeyContext.views.subtracting([.messages]).union([.logs])),
    KeyBinding(
      "?<f1>", .help, .looking, "Show the keys", hint: "keys"),
  ]

  private static let moving: [KeyBinding] = [
    KeyBinding("h<left>", .left, .moving, "Focus the environment to the left"),
    KeyBinding("l<right>", .right, .moving, "Focus the environment to the right"),
    KeyBinding("j<down>", .down, .moving, "Go down a row"),
    KeyBinding("k<up>", .up, .moving, "Go up a row"),
    KeyBinding("g<home>", .first, .moving, "Go to the first row"),
    KeyBinding("G<end>", .last, .moving, "Go to the last row"),
    KeyBinding("<ctrl-f><pagedown>", .pageDown, .moving, "Go down a page"),
    KeyBinding("<ctrl-b><pageup>", .pageUp, .moving, "Go up a page"),
    KeyBinding("<ctrl-d>", .halfPageDown, .moving, "Go down half a page"),
    KeyBinding("<ctrl-u>", .halfPageUp, .moving, "Go up half a page"),
    KeyBinding(
      "123456789", .focusOne, .moving,
      "Focus one environment; right before a letter that moves, such as 5j or 10G, a count",
      written: "1…9"),
    KeyBinding("0", .focusAll, .moving, "Focus all environments"),
    KeyBinding("<tab>", .nextView, .moving, "Go to the next view"),
    KeyBinding("<backtab>", .previousView, .moving, "Go to the previous view"),
  ]

  private static let leaving: [KeyBinding] = [
    KeyBinding(
      "<esc>", .back, .leaving, "Go one step back; never quits", hint: "back",
      unhinted: [.overview, .differences, .health]),
    KeyBinding("q", .quit, .leaving, "Go back, and from the overview quit"),
    KeyBinding(
      "<ctrl-c>", .interrupt, .leaving, "Ask whether to cancel the running operation, or to quit"),
    KeyBinding(
      "<ctrl-l>", .redraw, .leaving, "Redraw the screen",
      in: Set(KeyContext.allCases)),
    KeyBinding("<ctrl-z>", .suspend, .leaving, "Suspend; fg comes back"),
  ]

  private static let dialogs: [KeyBinding] = [
    KeyBinding(
      "<left><right><tab><backtab>hl", .changeChoice, .dialogs, "Go to the other answer",
      hint: "choose", in: [.question], written: "← →"),
    KeyBinding(
      "<enter>", .accept, .dialogs, "Confirm the focused answer or the typed text", hint: "accept",
      in: KeyContext.inputs.union([.question])),
    KeyBinding(
      "<enter>q", .accept, .dialogs, "Close the report", hint: "close",
      in: [.report], written: "Enter"),
    KeyBinding(
      "<esc><ctrl-c>", .dismiss, .dialogs, "Leave without doing anything", hint: "leave",
      in: KeyContext.dialogs.union(KeyContext.inputs), written: "Esc"),
    KeyBinding(
      "<backspace><delete>", .erase, .dialogs, "Erase the last character",
      in: KeyContext.inputs, written: "Bksp"),
    KeyBinding(
      "<ctrl-u>", .eraseAll, .dialogs, "Erase all of it", in: [.filter, .logSearch, .command]),
    KeyBinding(
      "<tab>", .complete, .dialogs, "Complete the command", in: [.command]),
    KeyBinding(
      "<down>", .down, .dialogs, "Choose the next command of the list", in: [.command]),
    KeyBinding(
      "<up>", .up, .dialogs,
      "Choose the previous command; on an empty line, recall an earlier one", in: [.command]),
    KeyBinding(
      "<down><pagedown><ctrl-d><ctrl-f>", .down, .dialogs, "Scroll down", hint: "scroll",
      in: KeyContext.dialogs, written: "↓ PgDn"),
    KeyBinding(
      "<up><pageup><ctrl-u><ctrl-b>", .up, .dialogs, "Scroll up", in: KeyContext.dialogs,
      written: "↑ PgUp"),
  ]
}
