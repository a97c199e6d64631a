import Environments
import Processes

extension Launcher {
  /// Runs a Compose command and looks at the project's containers whenever the engine tells of a change, and each second:
  /// an engine that was stopped tells nothing. `decide` gets every signal in order until it has a result.
  ///
  /// Compose gets no turn: it spends its time waiting, and must not keep others from resolving files.
  func follow<Decision: Sendable>(
    _ command: Command, _ act: Act,
    decide:
      @Sendable (AsyncStream<LaunchSignal>, _ lookAgain: @Sendable () -> Void) async -> Decision
  ) async -> Decision {
    let (signals, feed) = AsyncStream.makeStream(of: LaunchSignal.self)
    let (looks, trigger) = AsyncStream.makeStream(
      of: Void.self, bufferingPolicy: .bufferingNewest(1))
    return await withTaskGroup(of: Void.self) { group in
      group.addTask {
        let result = await docker.runner.run(command) { feed.yield(.composeSaid($0.text)) }
        feed.yield(.composeEnded(result))
      }
      group.addTask {
        for await event in docker.events(on: act.project.endpoint) {
          if case .container(let change) = event, change.project == act.project.target.project {
            trigger.yield()
          }
        }
      }
      group.addTask {
        while (try? await Task.sleep(for: .seconds(1))) != nil { trigger.yield() }
      }
      group.addTask {
        for await _ in looks {
          let began = act.elapsed
          feed.yield(.looked(await look(at: act.project), began: began))
        }
      }
      let decision = await decide(signals) { trigger.yield() }
      group.cancelAll()
      return decision
    }
  }

  /// The project's containers now.
  func look(
    at project: ComposeProject
  ) async -> Result<[ContainerStatus], EngineUnavailable> {
    let name = project.target.project
    return await docker.containers(of: [name], on: project.endpoint).map { $0[name] ?? [] }
  }
}
