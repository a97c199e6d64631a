/// What `docker compose config --format json` said of an environment.
package enum ComposeAnswer: Hashable, Sendable {
  /// The resolved model, JSON as Compose printed it (every `$` doubled), with its warnings.
  case model(json: String, warnings: [String])
  /// What is left of such an answer once its secrets are hidden.
  case masked(MaskedModel, warnings: [String])
  /// Compose's own words.
  case refused(String)
  /// It gave no answer: it is not there, or took too long; why, and what to do about it.
  case unavailable(String)
}
