import Engine
import Environments
import Processes

extension Launcher {
  /// Starts all services and waits until they are up by our own judgement, or until the launch has failed.
  func launch(_ act: Act) async -> OperationOutcome {
    let before: [ContainerStatus]
    do { before = try await observe(at: act.project).get() } catch {
      return outcome(of: act, act.verdict(of: error.state))
    }
    let timeout = Duration.milliseconds(act.environment.launchTimeoutMilliseconds)
    let command = up(act.project, on: act.snapshot, deadline: timeout)
    // The time for building images does not count.
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
    return await act.abandonment.shield { await report(watch, watch.conclusion, before, act) }
  }

  /// Reports how a launch or a restart ended, after a last observation.
  ///
  /// - Parameter conclusion: `nil` when the act was cancelled.
  func report(
    _ watch: LaunchWatch?, _ conclusion: LaunchWatch.Conclusion?, _ before: [ContainerStatus],
    _ act: Act
  ) async -> OperationOutcome {
    var tracker = LaunchTracker(services: act.environment.services, before: before)
    if let seen = watch?.tracker.containers { tracker.saw(seen, at: act.elapsed) }
    if case .engineLost(let state) = conclusion {
      // An engine that is lost cannot be asked again; the last observation is what is known.
      return outcome(of: act, act.verdict(of: state), serviceStates: tracker.serviceStates)
    }
    guard case .success(let containers) = await observe(at: act.project) else {
      return await reportUnseen(conclusion, tracker, act)
    }
    tracker.saw(containers, at: act.elapsed)
    switch conclusion {
    case .up:
      var outcome = outcome(of: act, .succeeded, serviceStates: tracker.serviceStates)
      outcome.note = watch?.messages.note(besides: act.plan)
      return outcome
    case .late(let service):
      return outcome(
        of: act, .deadlinePassed, failingService: service,
        lastLines: await lastLines(of: tracker.container(of: service), act),
        services: tracker.serviceOutcomes)
    case .failed(let service, let containerID, let reason):
      return outcome(
        of: act, .failed(reason: reason), failingService: service,
        lastLines: await lastLines(of: containerID, act), services: tracker.serviceOutcomes)
    case .composeFailed(let result):
      return await reportFailure(of: result, tracker, watch?.words, act)
    case .engineLost, nil:
      return outcome(of: act, .cancelled, services: tracker.serviceOutcomes)
    }
  }

  /// The last observation failed: the outcome has the states of the one before, and success stays unproven.
  private func reportUnseen(
    _ conclusion: LaunchWatch.Conclusion?, _ tracker: LaunchTracker, _ act: Act
  ) async -> OperationOutcome {
    guard conclusion != nil else { return cancelledUnseen(act) }
    let verdict = await unreachable(act) ?? .failed(reason: Self.unobserved)
    return outcome(of: act, verdict, serviceStates: tracker.serviceStates)
  }

  /// Compose failed. The engine is asked first, because to Compose an engine that stops looks like a service that fails.
  private func reportFailure(
    of result: CommandResult, _ tracker: LaunchTracker, _ said: ComposeWords?, _ act: Act
  ) async -> OperationOutcome {
    if let verdict = await unreachable(act) {
      return outcome(of: act, verdict, serviceStates: tracker.serviceStates)
    }
    if let state = engineFault(words: lastLine(result.errors), on: act.project.endpoint) {
      return outcome(of: act, act.verdict(of: state), serviceStates: tracker.serviceStates)
    }
    let words = ComposeMessages(result.errors, by: act.mask).reason
    let culprit = tracker.culprit(in: words, besides: said)
    let reason = culprit.map { $0.reason(besides: words) } ?? words
    return outcome(
      of: act, .failed(reason: reason), failingService: culprit?.service,
      lastLines: await lastLines(of: culprit?.containerID, act),
      services: tracker.serviceOutcomes)
  }

  /// The verdict of the act when the engine does not answer; `nil` when it answers.
  func unreachable(_ act: Act) async -> OperationOutcome.Verdict? {
    let state = await docker.version(of: act.project.endpoint).state
    return state == .answering ? nil : act.verdict(of: state)
  }

  /// The last lines of a container, of both streams.
  func lastLines(of containerID: String?, _ act: Act) async -> [String] {
    guard let containerID else { return [] }
    return await docker.engines[act.project.endpoint].lastLines(of: containerID, count: 20)
      .map(\.spelledOut)
  }
}
