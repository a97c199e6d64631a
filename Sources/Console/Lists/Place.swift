import Environments

/// A view the operator can be in.
package enum Place: Hashable, Sendable {
  case overview
  case differences
  case explanation(SettingKey)
  case health
  /// One check of an environment, by their names.
  case check(environment: String, check: String)
  case help
  case problems
  case logs
  case messages
  case inspection

  /// What the header's trail calls it; `nil` for the overview, where the trail begins.
  var name: String? {
    switch self {
    case .overview: nil
    case .differences: "differences"
    case .explanation(let key): key.path
    case .health: "health"
    case .check(let environment, let check): "\(environment) \(check)"
    case .help: "keys"
    case .problems: "problems"
    case .logs: "logs"
    case .messages: "messages"
    case .inspection: "containers"
    }
  }

  /// The views that Tab walks through.
  static let tour: [Place] = [.overview, .differences, .health]
}
