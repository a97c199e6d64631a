/// Which of YAML's conveniences a kind of file may use.
package enum YAMLDialect: Hashable, Sendable {
  /// Compose files: merge keys are merged, `!reset` and `!override` are kept.
  case compose
  /// Our own files, where inheritance is `extends` and nothing else.
  case settings

  var tags: Set<String> { self == .compose ? ["!reset", "!override"] : [] }
}
