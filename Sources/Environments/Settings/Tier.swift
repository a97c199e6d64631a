/// What the rules look at; the environment's name is free.
package enum Tier: String, Hashable, Sendable, CaseIterable {
  case development, staging, production
}

extension Tier {
  /// The order in which they stand: development first, production last.
  package var order: Int {
    switch self {
    case .development: 0
    case .staging: 1
    case .production: 2
    }
  }
}
