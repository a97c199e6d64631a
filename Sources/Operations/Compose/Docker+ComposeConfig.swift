import Environments
import Loading
import Processes

extension Docker {
  /// What Compose makes of every environment's files, by name: all at once, one call for each core at a time. Needs no
  /// engine.
  package func composeAnswers(
    for environments: [Environment], root: String
  ) async -> [String: ComposeAnswer] {
    await withTaskGroup(of: (String, ComposeAnswer).self) { group in
      // Where looking would lead out of the repository, nobody looks.
      for environment in environments where environment.obstacle == nil {
        group.addTask { (environment.name, await composeAnswer(for: environment, root: root)) }
      }
      return await group.reduce(into: [:]) { $0[$1.0] = $1.1 }
    }
  }

  /// What Compose makes of one environment's files; the caller minds its obstacle.
  package func composeAnswer(for environment: Environment, root: String) async -> ComposeAnswer {
    guard installation.composePlugin != nil else {
      return .unavailable(DockerInstallation.pluginIsMissing)
    }
    // Nothing is asked of an engine; a context that always exists keeps a missing one from being the answer.
    let project = ComposeProject(
      environment, endpoint: .context("default", host: nil), root: root)
    let command = compose(["config", "--format", "json"], of: project, deadline: .seconds(20))
    return answer(await turns.take { await runner.run(command) })
  }
}

private func answer(_ result: CommandResult) -> ComposeAnswer {
  switch result.ending {
  case .exited(code: 0) where result.isOutputCut:
    .refused(
      "The resolved model is larger than \(ByteAmount.words(Double(result.command.outputBytesMax)))."
    )
  case .exited(code: 0):
    .model(json: result.output, warnings: ComposeMessages(result.errors).warnings)
  case .exited, .signaled: .refused(ComposeMessages(result.errors).reason)
  case .deadlinePassed:
    .unavailable("Compose did not answer within \(result.command.deadline?.milliseconds ?? 0) ms.")
  case .cancelled: .unavailable("The question was withdrawn before Compose answered.")
  case .notStarted(let reason): .unavailable(reason)
  }
}
