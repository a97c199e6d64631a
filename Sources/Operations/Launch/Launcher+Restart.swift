import Environments
import Processes

extension Launcher {
  /// Restarts one service after another, each once those that it depends on are up again.
  func restart(_ act: Act) async -> OperationOutcome {
    let before: [ContainerStatus]
    switch await observe(at: act.project) {
    case .success(let containers): before = containers
    case .failure(let fault):
      return outcome(of: act, PlanRefusal(fault.state, on: act.project.endpoint).verdict)
    }
    var sequence = RestartSequence(act.plan, act.environment)
    while let service = sequence.next, !Task.isCancelled {
      let watch = await restart(service, before, sequence, act)
      sequence.took(watch)
      guard watch.conclusion == .up else { break }
    }
    let ended = sequence
    return await Task { await report(ended.last, ended.conclusion, before, act) }.value
  }

  private func restart(
    _ service: Service, _ before: [ContainerStatus], _ sequence: RestartSequence, _ act: Act
  ) async -> LaunchWatch {
    let timeout = Duration.milliseconds(act.environment.launchTimeoutMilliseconds)
    let begun = act.elapsed
    let command = restart(service.name, act.project, deadline: timeout)
    return await follow(command, act) { signals, refresh in
      var watch = LaunchWatch(
        environment: act.environment, services: [service], before: before, begun: begun)
      for await signal in signals {
        if let moment = watch.take(signal, at: act.elapsed) { refresh(moment) }
        act.tell(sequence.lines(watch), watch.words.last)
        if watch.conclusion != nil { break }
      }
      return watch
    }
  }
}
