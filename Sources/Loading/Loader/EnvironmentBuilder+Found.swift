import Environments

extension EnvironmentBuilder {
  /// Tells that nothing declares the environment, and finds out whether Compose may look at its files.
  mutating func judge(
    _ found: FoundEnvironment, of environment: inout Environment, _ sources: inout SourceFiles
  ) {
    environment.found = found
    diagnostics.append(
      Diagnostic(
        .warning, "DSC01", "nothing declares this environment: it was found by the names of files",
        at: found.place,
        hint:
          "it is looked at, not acted on; triptych init writes what was found to configs/environment"
      ))
    diagnostics += found.problems
    if found.composeFiles.isEmpty {
      environment.obstacle = "there is no Compose file, only .env files"
    } else {
      let files = sources
      var reach = ComposeReach(variables: variables.winners) { files.source(of: $0) }
      reach.follow(environment.target)
      environment.obstacle = reach.obstacle?.message
      diagnostics += [reach.obstacle].compactMap(\.self)
    }
    if let obstacle = environment.obstacle { environment.composeState = .unasked(obstacle) }
  }
}
