import Engine
import Environments
import Processes

/// Something that a launch or a stop waits for.
enum LaunchSignal: Sendable {
  case composeSaid(String)
  case composeEnded(CommandResult)
  /// An observation of the containers, and when it began.
  case observed(
    Result<[ContainerStatus], EngineUnavailable>, began: Duration)
}

extension Launcher {
  /// Runs a Compose command, and observes the project's containers whenever the engine reports a change or `decide` asks
  /// for it. `decide` gets every signal in order until it has a result.
  ///
  /// The command takes no slot of the limiter, because it mostly waits and must not block calls that resolve files.
  ///
  /// - Parameter decide: its `refresh` takes the moment of the next observation, on the act's clock, in place of the one
  ///   before.
  func follow<Decision: Sendable>(
    _ command: Command, _ act: Act,
    decide:
      @Sendable (AsyncStream<LaunchSignal>, _ refresh: @Sendable (Duration) -> Void) async ->
      Decision
  ) async -> Decision {
    let (signals, feed) = AsyncStream.makeStream(of: LaunchSignal.self)
    let (observations, trigger) = AsyncStream.makeStream(
      of: Void.self, bufferingPolicy: .bufferingNewest(1))
    let alarm = Alarm { trigger.yield() }
    return await withTaskGroup(of: Void.self) { group in
      group.addTask {
        let result = await docker.runner.run(command) { feed.yield(.composeSaid($0.text)) }
        feed.yield(.composeEnded(result))
      }
      group.addTask { await listen(act) { trigger.yield() } }
      group.addTask {
        await sendHeartbeats(act) { fault, began in
          feed.yield(.observed(.failure(fault), began: began))
        }
      }
      group.addTask {
        var budget = RefreshLimiter(period: .milliseconds(50), now: .now)
        for await _ in observations {
          let wait = budget.take(at: .now)
          if wait > .zero { try? await Task.sleep(for: wait) }
          let began = act.elapsed
          feed.yield(.observed(await observe(at: act.project), began: began))
        }
      }
      let decision = await decide(signals) { alarm.set(in: $0 - act.elapsed) }
      alarm.cancel()
      group.cancelAll()
      return decision
    }
  }

  /// Calls `tell` at each event about the project's containers, and when the stream of events is lost.
  private func listen(_ act: Act, _ tell: () -> Void) async {
    while !Task.isCancelled {
      for await event in docker.engines[act.project.endpoint].events() {
        switch event {
        case .container(let change) where change.project != act.project.target.project: continue
        case .image: continue
        case .container, .attached, .lost: tell()
        }
      }
      // Cancelled: the loop ends.
      try? await Task.sleep(for: .seconds(1))
    }
  }

  /// Pings the engine in regular intervals, because an engine that was stopped sends no event.
  private func sendHeartbeats(_ act: Act, _ lost: (EngineUnavailable, _ began: Duration) -> Void)
    async
  {
    let engine = docker.engines[act.project.endpoint]
    while (try? await Task.sleep(for: engine.deadline)) != nil {
      let began = act.elapsed
      if case .failure(let fault) = await engine.ping(), !Task.isCancelled { lost(fault, began) }
    }
  }

  /// The project's containers now.
  func observe(
    at project: ComposeProject
  ) async -> Result<[ContainerStatus], EngineUnavailable> {
    let name = project.target.project
    let found = await docker.engines[project.endpoint].containers(of: [name])
    return found.map {
      SecretGate.process.learn(of: $0[name] ?? [])
      return $0[name] ?? []
    }
  }
}
