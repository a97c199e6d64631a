import Engine
import Environments
import Processes

extension Launcher {
  /// Long, because each container that ignores SIGTERM takes its grace period, one after the other along `depends_on`.
  private static let stopDeadline = Duration.seconds(180)

  /// Stops and removes the environment's containers and networks; volumes stay.
  func stop(_ act: Act) async -> OperationOutcome {
    let before: [ContainerStatus]
    do { before = try await observe(at: act.project).get() } catch {
      return outcome(of: act, act.verdict(of: error.state))
    }
    let command =
      act.isByLabels
      ? downByLabels(act.project, deadline: Self.stopDeadline)
      : down(act.project, on: act.snapshot, deadline: Self.stopDeadline)
    let ending = await follow(command, act) { signals, refresh in
      var watch = StopWatch(plan: act.plan, project: act.project.target.project)
      for await signal in signals {
        if let moment = watch.take(signal, at: act.elapsed) { refresh(moment) }
        act.tell(watch.lines, watch.words.last)
        if watch.conclusion != nil { break }
      }
      return watch.conclusion
    }
    return await act.abandonment.shield { await reportStop(ending, before, act) }
  }

  private func reportStop(
    _ conclusion: StopWatch.Conclusion?, _ before: [ContainerStatus], _ act: Act
  ) async -> OperationOutcome {
    if case .engineLost(let state) = conclusion {
      return outcome(of: act, act.verdict(of: state))
    }
    guard case .success(let containers) = await observe(at: act.project) else {
      if conclusion == nil { return cancelledUnseen(act) }
      return outcome(of: act, await unreachable(act) ?? .failed(reason: Self.unobserved))
    }
    var tracker = LaunchTracker(services: act.environment.services, before: before)
    tracker.saw(containers, at: act.elapsed)
    let serviceStates = containers.isEmpty ? [] : tracker.serviceStates
    switch conclusion {
    case .engineLost, nil: return outcome(of: act, .cancelled, services: tracker.serviceOutcomes)
    case .ended(let result) where result.isSuccess:
      let declared = Set(act.environment.services.map(\.name))
      guard let left = containers.first(where: { declared.contains($0.service) }) else {
        return stopped(act, result, act.environment.orphans(in: containers), serviceStates)
      }
      return outcome(
        of: act, .failed(reason: "\(left.service) is still there: \(left.name)"),
        failingService: left.service, serviceStates: serviceStates)
    case .ended(let result):
      if result.ending == .deadlinePassed {
        return outcome(of: act, .deadlinePassed, serviceStates: serviceStates)
      }
      if let state = engineFault(words: lastLine(result.errors), on: act.project.endpoint) {
        return outcome(of: act, act.verdict(of: state), serviceStates: serviceStates)
      }
      let words = ComposeMessages(result.errors, by: act.mask).reason
      return outcome(
        of: act, .failed(reason: words), failingService: tracker.culprit(in: words)?.service,
        serviceStates: serviceStates)
    }
  }
}

extension Launcher {
  /// The outcome of a stop that removed all that is declared. Running orphans hold the project's networks and volumes,
  /// so with them the environment is not down.
  private func stopped(
    _ act: Act, _ result: CommandResult, _ orphans: [Orphan], _ serviceStates: [String]
  ) -> OperationOutcome {
    let messages = ComposeMessages(result.errors, by: act.mask)
    let networks = messages.lines.compactMap(ComposeLine.parse)
      .filter { $0.kind == .network && $0.state.contains("still in use") }
      .map { "network \($0.name) is still in use" }
    let left = orphans.map(\.words) + Set(networks).sorted()
    let states = serviceStates + orphans.map { "\($0.name): \($0.state), orphan" }
    guard !left.isEmpty else {
      var outcome = outcome(of: act, .succeeded, serviceStates: serviceStates)
      outcome.note = messages.note(besides: act.plan)
      return outcome
    }
    if orphans.contains(where: \.isAlive) || !networks.isEmpty {
      return outcome(
        of: act, .failed(reason: "left over: \(left.joined(separator: "; "))"),
        serviceStates: states)
    }
    var outcome = outcome(of: act, .succeeded, serviceStates: states)
    outcome.note = "Left over: \(left.joined(separator: "; "))."
    return outcome
  }
}

/// A running stop. Pure.
struct StopWatch: Sendable {
  enum Conclusion: Hashable, Sendable {
    case ended(CommandResult)
    case engineLost(EngineState)
  }

  /// The services that are to be removed.
  let services: [String]
  private(set) var words: ComposeWords
  private(set) var conclusion: Conclusion?
  private var failedObservations = 0

  init(plan: Plan, project: String) {
    services = plan.steps.filter { $0.action == .stop || $0.action == .remove }.map(\.subject)
    words = ComposeWords(project: project)
  }

  var lines: [OperationProgress.Line] {
    services.map { .init($0, phase(of: words.statuses[$0])) }
  }

  /// Takes a signal, and returns when to observe again even without an event; see `LaunchWatch`.
  mutating func take(_ signal: LaunchSignal, at moment: Duration) -> Duration? {
    switch signal {
    case .composeSaid(let line): words.heard(line)
    case .composeEnded(let result):
      if result.ending != .cancelled { conclusion = .ended(result) }
    case .observed(.failure(let fault), _):
      failedObservations += 1
      if failedObservations >= LaunchWatch.failedObservationsMax {
        conclusion = .engineLost(fault.state)
      }
      return moment + LaunchWatch.failedObservationPause
    case .observed(.success, _): failedObservations = 0
    }
    return nil
  }

  private func phase(of status: String?) -> OperationProgress.Phase {
    switch status {
    case nil: .waiting
    case "Removed": .done("removed")
    case let status?: .working(status.lowercased())
    }
  }
}
