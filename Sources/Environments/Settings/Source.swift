/// Where a setting lives. The raw values are part of the JSON output.
package enum Source: String, Hashable, Sendable, CaseIterable, Comparable {
  /// `configs/environment/*.yaml`.
  case settings
  /// The `.env` files.
  case env
  /// The Compose model: resolved by Compose, or as written until it answers.
  case compose
  /// Fingerprints of secret values.
  case secrets

  package static func < (left: Source, right: Source) -> Bool { left.order < right.order }

  private var order: Int {
    switch self {
    case .settings: 0
    case .env: 1
    case .compose: 2
    case .secrets: 3
    }
  }
}
