import Engine
import Environments
import Loading
import Processes

extension Docker {
  /// Compose's view of every environment's files, by environment: all at once, as many calls at a time as there are cores.
  /// Needs no engine. Answers that are kept and still valid are reused.
  ///
  /// - Parameter patience: how long Compose may take; when it hangs, no environment waits longer than the first.
  package func composeAnswers(
    for environments: [Environment], root: String, cache: ComposeCache? = nil,
    patience: ComposePatience = .acting
  ) async -> [String: ComposeAnswer] {
    cache?.keepOnly(environments)
    let wait = ComposeWait(patience)
    return await withTaskGroup(of: (String, ComposeAnswer).self) { group in
      // Files that lead out of the repository are not resolved.
      for environment in environments where environment.obstacle == nil {
        group.addTask {
          (
            environment.name,
            await composeAnswer(for: environment, root: root, cache: cache, within: wait)
          )
        }
      }
      return await group.reduce(into: [:]) { $0[$1.0] = $1.1 }
    }
  }

  /// The same from kept answers alone; `nil` when Compose has to be asked.
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

  /// Compose's view of one environment's files; the caller checks for an obstacle.
  package func composeAnswer(
    for environment: Environment, root: String, cache: ComposeCache? = nil
  ) async -> ComposeAnswer {
    await composeAnswer(for: environment, root: root, cache: cache, within: ComposeWait(.acting))
  }

  private func composeAnswer(
    for environment: Environment, root: String, cache: ComposeCache?, within wait: ComposeWait
  ) async -> ComposeAnswer {
    guard installation.composePlugin != nil else {
      return .unavailable(DockerInstallation.pluginIsMissing)
    }
    let question = question(about: environment, root: root)
    func ask() async -> ComposeAnswer {
      // A kept answer is about files that could be read; so only a new question is examined.
      if let hazard = (try? cache?.workspace ?? Workspace(root: root)).flatMap(question.hazard) {
        return .withheld(hazard)
      }
      let whole = await reply(to: question.command, of: environment, within: wait)
      guard case .refused(let words) = whole,
        let rest = question.withoutWhatIsMissing(root: root)
      else { return whole }
      switch await reply(to: rest.command, of: environment, within: wait) {
      case .model(let json, let warnings):
        return .partial(
          .model(json: json, warnings: warnings.map(rest.placeholders.spelled)), refusal: words,
          placeholders: rest.placeholders)
      case .refused: return .refused(words + ProgramMask.refusesRest)
      default: return whole
      }
    }
    guard let cache else { return await ask() }
    return await cache.answer(to: question, asking: ask)
  }

  private func reply(
    to command: Command, of environment: Environment, within wait: ComposeWait
  ) async -> ComposeAnswer {
    await limiter.run {
      var command = command
      switch wait.next() {
      case .deadline(let deadline): command.deadline = deadline
      case .over(let words): return .unavailable(words)
      }
      let result = await runner.run(command)
      wait.hasEnded(result.ending)
      return answer(result, of: environment)
    }
  }
}

private func answer(_ result: CommandResult, of environment: Environment) -> ComposeAnswer {
  switch result.ending {
  case .exited(code: 0) where result.isOutputCut:
    .refused(
      "The resolved model is larger than \(ByteAmount.words(Double(result.command.outputBytesMax)))."
    )
  case .exited(code: 0):
    .model(
      json: result.output, warnings: ComposeMessages(result.errors, of: environment).warnings)
  case .exited, .signaled: .refused(ComposeMessages(result.errors, of: environment).reason)
  case .deadlinePassed:
    .unavailable(ComposeWait.words(result.command.deadline ?? .zero))
  case .cancelled: .unavailable("The request was cancelled before Compose answered.")
  case .notStarted(let reason): .unavailable(reason)
  }
}
