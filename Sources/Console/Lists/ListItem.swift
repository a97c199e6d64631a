import Environments

/// One line of a view, by reference to what it shows; the words are made when it is drawn.
enum ListItem: Hashable, Sendable {
  // Overview.
  case service(Int)
  case problemCount
  case summary(Int)
  // Differences.
  case group(String, count: Int, isFolded: Bool)
  case difference(Int)
  // Explanation: an environment, and the layers of its layerValues from the winner down.
  case environment(Int)
  case layerValue(environment: Int, layerValue: Int)
  case variable(environment: Int, layerValue: Int, variable: Int)
  // Health.
  case check(environment: Int, result: Int)
  /// A result in the history of the shown check, counted from the newest.
  case pastResult(Int)
  // Problems.
  case problem(Int)
  case notice(Int)
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
    case .service, .problemCount, .summary, .difference, .layerValue, .variable, .check,
      .pastResult, .problem, .notice, .fact, .binding:
      true
    // What is folded away is reached by its heading.
    case .group(_, _, let isFolded): isFolded
    case .environment, .title, .note, .blank: false
    }
  }

  /// How many of the rows that a filter counts it stands for.
  var countedRows: Int {
    switch self {
    case .group(_, let count, let isFolded): isFolded ? count : 0
    case .service, .summary, .difference, .check, .problem, .notice, .binding: 1
    default: 0
    }
  }
}
