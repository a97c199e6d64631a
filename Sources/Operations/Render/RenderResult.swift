/// What rendering an environment's configuration left on disk.
package struct RenderResult: Hashable, Sendable {
  /// Twelve hexadecimal digits of the SHA-256 of `config.json`.
  package var revision: String
  /// The absolute path of `.triptych/run/<env>`.
  package var folder: String
  /// The absolute path of the env file that every launch adds last.
  package var environmentFile: String
  /// Whether any file was written; false when everything was as it should be.
  package var hasChanged: Bool
}
