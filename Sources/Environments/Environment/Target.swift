/// Where an environment runs and what makes up its stack. Paths are relative to the root.
package struct Target: Hashable, Sendable {
  package enum Orchestrator: String, Hashable, Sendable, CaseIterable { case compose, swarm }

  package var orchestrator: Orchestrator
  package var project: String
  /// A docker context's name; `nil` means the caller's endpoint.
  package var context: String?
  package var composeFiles: [String]
  package var envFiles: [String]
  package var profiles: [String]

  package init(
    orchestrator: Orchestrator = .compose, project: String, context: String? = nil,
    composeFiles: [String] = [], envFiles: [String] = [], profiles: [String] = []
  ) {
    self.orchestrator = orchestrator
    self.project = project
    self.context = context
    self.composeFiles = composeFiles
    self.envFiles = envFiles
    self.profiles = profiles
  }
}
