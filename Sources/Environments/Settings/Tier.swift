/// The kind of an environment. Rules depend on the tier, never on the environment's name.
package enum Tier: String, Hashable, Sendable, CaseIterable {
  case development, staging, production
}

extension Tier {
  /// The order of the tiers in lists: development first, production last.
  package var order: Int {
    switch self {
    case .development: 0
    case .staging: 1
    case .production: 2
    }
  }
}
