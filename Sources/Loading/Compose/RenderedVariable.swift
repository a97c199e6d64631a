/// The variables that rendering sets for the Compose files, in the env file that every launch adds last.
package enum RenderedVariable: String, Hashable, Sendable, CaseIterable {
  /// The folder with what the containers read.
  case run = "TRIPTYCH_RUN"
  /// The folder with the environment's secrets.
  case secrets = "TRIPTYCH_SECRETS"
  /// Changes whenever the configuration or a secret does.
  case revision = "TRIPTYCH_REVISION"
  /// Changes whenever a file does that the Compose files name under `configs:`.
  case filesRevision = "TRIPTYCH_FILES_REVISION"

  package var name: String { rawValue }

  static let names = Set(allCases.map(\.rawValue))
}
