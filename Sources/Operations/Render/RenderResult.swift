/// What rendering an environment's configuration left on disk.
package struct RenderResult: Hashable, Sendable {
  /// Twelve hexadecimal digits that change with `config.json` and with every secret.
  package var revision: String
  /// Twelve hexadecimal digits that change with the files that the Compose files name under `configs:`.
  package var filesRevision: String
  /// The absolute path of `.triptych/run/<env>`.
  package var folder: String
  /// The absolute path of the env file that every launch adds last.
  package var environmentFile: String
  /// Whether any file was written; false when everything was as it should be.
  package var hasChanged: Bool
  /// The secrets that had no file before; `nil` when all were there.
  package var made: MadeSecrets?
}
