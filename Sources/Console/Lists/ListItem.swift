import Environments

/// One line of a view, by reference to what it shows; the words are made when it is drawn.
enum ListItem: Hashable, Sendable {
  // Overview.
  case service(Int)
  case problemCount
  case summary(Int)
  // Differences.
  case source(Source, count: Int)
  case difference(Int)
  // Explanation: an environment, and the layers of its ladder from the winner down.
  case environment(Int)
  case rung(environment: Int, rung: Int)
  case variable(environment: Int, rung: Int, variable: Int)
  // Health.
  case check(environment: Int, result: Int)
  // Problems.
  case problem(Int)
  case remark(Int)
  // Containers.
  case fact(container: Int, fact: Int)
  // Help.
  case binding(Int)
  // Anywhere.
  case title(String)
  case note(String)
  case blank

  /// The cursor can stand on it.
  var isSelectable: Bool {
    switch self {
    case .service, .problemCount, .summary, .difference, .rung, .variable, .check, .problem,
      .remark, .fact,
      .binding:
      true
    case .source, .environment, .title, .note, .blank: false
    }
  }
}
