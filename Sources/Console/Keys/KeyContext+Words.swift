extension KeyContext {
  /// The name of the context in help and documents.
  var words: String {
    switch self {
    case .overview, .differences, .explanation, .health, .check, .problems, .messages, .logs,
      .containers:
      rawValue
    case .help: "keys"
    case .logSearch: "a pattern"
    case .filter: "a filter"
    case .command: "a command"
    case .question: "a question"
    case .typedName: "a name to type"
    case .report: "a report"
    }
  }
}
