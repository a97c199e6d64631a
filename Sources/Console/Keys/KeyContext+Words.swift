extension KeyContext {
  /// The context as help and documents name it.
  var words: String {
    switch self {
    case .overview, .differences, .explanation, .health, .problems, .messages, .inspection: rawValue
    case .help: "keys"
    case .filter: "a filter"
    case .command: "a command"
    case .question: "a question"
    case .typedName: "a name to type"
    case .report: "a report"
    }
  }
}
