import Engine
import Environments
import Processes

extension Launcher {
  /// Starts everything and waits until it is up by our own judgement, or until it is certain that it will not be.
  func launch(_ act: Act) async -> OperationOutcome {
    let before: [ContainerStatus]
    switch await observe(at: act.project) {
    case .success(let containers): before = containers
    case .failure(let fault):
      return outcome(of: act, PlanRefusal(fault.state, on: act.project.endpoint).verdict)
    }
    let timeout = Duration.milliseconds(act.environment.launchTimeoutMilliseconds)
    let command = up(act.project, deadline: timeout)
    // Building images took its own time.
    let begun = act.elapsed
    let watch = await follow(command, act) { signals, refresh in
      var watch = LaunchWatch(environment: act.environment, before: before, begun: begun)
      for await signal in signals {
        if let moment = watch.take(signal, at: act.elapsed) { refresh(moment) }
        act.tell(watch.lines, watch.words.last)
        if watch.conclusion != nil { break }
      }
      return watch
    }
    // Cancelled or not, what stands now is looked at in a task of its own: a cancelled one can run nothing.
    return await Task { await report(watch, watch.conclusion, before, act) }.value
  }

  /// Tells how a launch or a restart ended, after a last look.
  ///
  /// - Parameter conclusion: `nil` when it was cancelled.
  func report(
    _ watch: LaunchWatch?, _ conclusion: LaunchWatch.Conclusion?, _ before: [ContainerStatus],
    _ act: Act
  ) async -> OperationOutcome {
    var tracker = LaunchTracker(services: act.environment.services, before: before)
    if let seen = watch?.tracker.containers { tracker.saw(seen, at: act.elapsed) }
    if case .engineLost(let state) = conclusion {
      // Nobody is there to be asked again; what stood at the last look is what is known.
      return outcome(
        of: act, PlanRefusal(state, on: act.project.endpoint).verdict,
        standing: tracker.standing)
    }
    guard case .success(let containers) = await observe(at: act.project) else {
      return await reportUnseen(conclusion, tracker, act)
    }
    tracker.saw(containers, at: act.elapsed)
    switch conclusion {
    case .up: return outcome(of: act, .succeeded, standing: tracker.standing)
    case .late(let service):
      return outcome(
        of: act, .deadlinePassed, failingService: service,
        lastLines: await lastLines(of: tracker.container(of: service), act),
        services: tracker.serviceOutcomes)
    case .failed(let service, let containerID, let reason):
      return outcome(
        of: act, .failed(reason: reason), failingService: service,
        lastLines: await lastLines(of: containerID, act), services: tracker.serviceOutcomes)
    case .composeFailed(let result): return await reportFailure(of: result, tracker, act)
    case .engineLost, nil:
      return outcome(of: act, .cancelled, services: tracker.serviceOutcomes)
    }
  }

  /// The last look found nobody: what stands is told as last seen, and an end that only a look can prove is none.
  private func reportUnseen(
    _ conclusion: LaunchWatch.Conclusion?, _ tracker: LaunchTracker, _ act: Act
  ) async -> OperationOutcome {
    guard conclusion != nil else {
      var cancelled = outcome(of: act, .cancelled)
      cancelled.note = Self.unknownOutcome
      return cancelled
    }
    let verdict = await unreachable(act) ?? .failed(reason: "the containers could not be looked at")
    return outcome(of: act, verdict, standing: tracker.standing)
  }

  /// Compose gave up. Whether the engine is gone decides what its words mean: to Compose a dying engine looks like a
  /// failing service.
  private func reportFailure(
    of result: CommandResult, _ tracker: LaunchTracker, _ act: Act
  ) async -> OperationOutcome {
    if let verdict = await unreachable(act) {
      return outcome(of: act, verdict, standing: tracker.standing)
    }
    let words = ComposeMessages(result.errors).reason
    if let state = engineFault(words: words, on: act.project.endpoint) {
      return outcome(
        of: act, PlanRefusal(state, on: act.project.endpoint).verdict, standing: tracker.standing)
    }
    let culprit = tracker.culprit(in: words)
    let reason = culprit.map { $0.reason(besides: words) } ?? words
    return outcome(
      of: act, .failed(reason: reason), failingService: culprit?.service,
      lastLines: await lastLines(of: culprit?.containerID, act),
      services: tracker.serviceOutcomes)
  }

  /// `nil` when the engine answers.
  private func unreachable(_ act: Act) async -> OperationOutcome.Verdict? {
    let state = await docker.version(of: act.project.endpoint).state
    return state == .answering ? nil : PlanRefusal(state, on: act.project.endpoint).verdict
  }

  /// The last of what a container wrote, both streams.
  func lastLines(of containerID: String?, _ act: Act) async -> [String] {
    guard let containerID else { return [] }
    return await docker.engines[act.project.endpoint].lastLines(of: containerID, count: 20)
      .map(\.spelledOut)
  }
}
