import Engine
import Environments
import Loading
import Processes

extension Docker {
  /// What Compose makes of every environment's files, by name: all at once, one call for each core at a time. Needs no
  /// engine. Those whose answer is kept and still true are not asked about.
  package func composeAnswers(
    for environments: [Environment], root: String, cache: ComposeCache? = nil
  ) async -> [String: ComposeAnswer] {
    cache?.keepOnly(environments)
    return await withTaskGroup(of: (String, ComposeAnswer).self) { group in
      // Where looking would lead out of the repository, nobody looks.
      for environment in environments where environment.obstacle == nil {
        group.addTask {
          (environment.name, await composeAnswer(for: environment, root: root, cache: cache))
        }
      }
      return await group.reduce(into: [:]) { $0[$1.0] = $1.1 }
    }
  }

  /// The same where all of it is kept, so that nothing has to be asked; `nil` where something has.
  package func keptAnswers(
    for environments: [Environment], in cache: ComposeCache
  ) -> [String: ComposeAnswer]? {
    guard installation.composePlugin != nil else { return nil }
    var answers: [String: ComposeAnswer] = [:]
    for environment in environments where environment.obstacle == nil {
      let question = question(about: environment, root: cache.workspace.root)
      guard let answer = cache.answer(to: question) else { return nil }
      answers[environment.name] = answer
    }
    return answers
  }

  /// What Compose makes of one environment's files; the caller minds its obstacle.
  package func composeAnswer(
    for environment: Environment, root: String, cache: ComposeCache? = nil
  ) async -> ComposeAnswer {
    guard installation.composePlugin != nil else {
      return .unavailable(DockerInstallation.pluginIsMissing)
    }
    let question = question(about: environment, root: root)
    func ask() async -> ComposeAnswer {
      answer(await limiter.run { await runner.run(question.command) })
    }
    guard let cache else { return await ask() }
    return await cache.answer(to: question, asking: ask)
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
