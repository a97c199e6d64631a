/// Everything that loading found, problems included.
package struct Configuration: Hashable, Sendable {
  /// Development first, production last; within a tier by name.
  package var environments: [Environment]
  package var accepted: [AcceptedDifference]
  /// What is wrong with the files themselves, in the order of files and lines.
  package var diagnostics: [Diagnostic]
  /// What the rules object to; computed anew whenever an environment's Compose model is resolved.
  package var violations: [Diagnostic]
  /// Every file that had a say, relative to the root: what to watch.
  package var files: [String]

  package init(
    environments: [Environment] = [], accepted: [AcceptedDifference] = [],
    diagnostics: [Diagnostic] = [], violations: [Diagnostic] = [], files: [String] = []
  ) {
    self.environments = environments
    self.accepted = accepted
    self.diagnostics = diagnostics
    self.violations = violations
    self.files = files
  }

  /// Everything the operator should know of, files first.
  package var problems: [Diagnostic] { diagnostics + violations }
}
