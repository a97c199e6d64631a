import Environments

/// A view the operator can be in.
package enum Place: Hashable, Sendable {
  case overview
  case differences
  case explanation(SettingKey)
  case health
  case help
  case problems
  case messages
  case inspection

  /// What the header's trail calls it; null for the overview, where the trail begins.
  var name: String? {
    switch self {
    case .overview: nil
    case .differences: "differences"
    case .explanation(let key): key.path
    case .health: "health"
    case .help: "keys"
    case .problems: "problems"
    case .messages: "messages"
    case .inspection: "containers"
    }
  }

  /// The views that Tab walks through.
  static let tour: [Place] = [.overview, .differences, .health]
}
