import Environments
import Processes

extension Launcher {
  /// Restarts one service after another, each once those that it depends on are up again.
  func restart(_ act: Act) async -> OperationOutcome {
    let before: [ContainerStatus]
    switch await look(at: act.project) {
    case .success(let containers): before = containers
    case .failure(let fault):
      return outcome(of: act, PlanRefusal(fault.state, on: act.project.endpoint).verdict)
    }
    var turns = RestartTurns(act.plan, act.environment)
    while let service = turns.next, !Task.isCancelled {
      let watch = await restart(service, before, turns, act)
      turns.took(watch)
      guard watch.conclusion == .up else { break }
    }
    let ended = turns
    return await Task { await report(ended.last, ended.conclusion, before, act) }.value
  }

  private func restart(
    _ service: Service, _ before: [ContainerStatus], _ turns: RestartTurns, _ act: Act
  ) async -> LaunchWatch {
    let timeout = Duration.milliseconds(act.environment.launchTimeoutMilliseconds)
    let begun = act.elapsed
    let command = restart(service.name, act.project, deadline: timeout)
    return await follow(command, act) { signals, lookAgain in
      var watch = LaunchWatch(
        environment: act.environment, services: [service], before: before, begun: begun)
      for await signal in signals {
        if let moment = watch.take(signal, at: act.elapsed) { lookAgain(moment) }
        act.tell(turns.lines(watch), watch.words.last)
        if watch.conclusion != nil { break }
      }
      return watch
    }
  }
}
