/// The context in which a key is pressed, which determines its meaning.
package enum KeyContext: String, Hashable, Sendable, CaseIterable {
  case overview, differences, explanation, health, check, problems, messages, containers, help
  case logs
  /// A pattern for logs is being typed.
  case logSearch
  /// A filter is being typed.
  case filter
  /// A command is being typed.
  case command
  /// A plan that asks yes or no, or a question.
  case question
  /// A plan that asks for the environment's name.
  case typedName
  /// A report that waits to be read.
  case report

  static let views: Set<KeyContext> = [
    .overview, .differences, .explanation, .health, .check, .problems, .messages, .containers,
    .help,
  ]
  static let dialogs: Set<KeyContext> = [.question, .typedName, .report]
  /// The views about files, whose footers show no keys for acts.
  static let quiet: Set<KeyContext> = [
    .differences, .explanation, .problems, .messages, .containers, .help,
  ]
  /// The views whose rows can be narrowed.
  static let lists: Set<KeyContext> = [
    .overview, .differences, .health, .problems, .messages, .containers, .help,
  ]
  /// The contexts in which characters are text.
  static let inputs: Set<KeyContext> = [.filter, .logSearch, .command, .typedName]
}
