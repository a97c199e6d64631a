import Environments
import Processes

extension Launcher {
  /// Restarts the services in sequence, each after those that it depends on are up again.
  func restart(_ act: Act) async -> OperationOutcome {
    let before: [ContainerStatus]
    do { before = try await observe(at: act.project).get() } catch {
      return outcome(of: act, act.verdict(of: error.state))
    }
    var sequence = RestartSequence(act.plan, act.environment)
    while let service = sequence.next, !Task.isCancelled {
      let watch = await restart(service, before, sequence, act)
      sequence.took(watch)
      guard watch.conclusion == .up else { break }
    }
    let ended = sequence
    return await act.abandonment.shield {
      await report(ended.last, ended.conclusion, before, act)
    }
  }

  private func restart(
    _ service: Service, _ before: [ContainerStatus], _ sequence: RestartSequence, _ act: Act
  ) async -> LaunchWatch {
    let timeout = Duration.milliseconds(act.environment.launchTimeoutMilliseconds)
    let begun = act.elapsed
    let command = restart(service.name, act.project, on: act.snapshot, deadline: timeout)
    return await follow(command, act) { signals, refresh in
      var watch = LaunchWatch(
        environment: act.environment, services: [service.asFound(in: before)], before: before,
        begun: begun)
      for await signal in signals {
        if let moment = watch.take(signal, at: act.elapsed) { refresh(moment) }
        act.tell(sequence.lines(watch), watch.words.last)
        if watch.conclusion != nil { break }
      }
      return watch
    }
  }
}

extension Service {
  /// With no more replicas than it has: a restart creates none.
  fileprivate func asFound(in containers: [ContainerStatus]) -> Service {
    var service = self
    service.replicas = min(replicas, containers.count { $0.service == name })
    return service
  }
}

/// A running restart, one service at a time. Pure.
struct RestartSequence: Sendable {
  /// In the order in which they are restarted.
  let services: [Service]
  private var done: [OperationProgress.Line] = []
  /// The last service's restart as far as it came; `nil` before the first.
  private(set) var last: LaunchWatch?

  init(_ plan: Plan, _ environment: Environment) {
    let names = plan.steps.filter { $0.action == .restart }.map(\.subject)
    services = environment.servicesInStartOrder.filter { names.contains($0.name) }
  }

  /// The service to restart next; `nil` when all are done.
  var next: Service? { done.count < services.count ? services[done.count] : nil }

  /// Up when every service is; otherwise the conclusion of the last restart, `nil` when it was cancelled.
  var conclusion: LaunchWatch.Conclusion? {
    let isCutShort = next != nil && last?.conclusion == .up
    return isCutShort ? nil : last?.conclusion
  }

  mutating func took(_ watch: LaunchWatch) {
    last = watch
    if watch.conclusion == .up { done += watch.lines }
  }

  /// One line for each service, with the current restart.
  func lines(_ watch: LaunchWatch) -> [OperationProgress.Line] {
    let waiting = services.dropFirst(done.count + 1).map {
      OperationProgress.Line($0.name, .waiting)
    }
    return done + watch.lines + waiting
  }
}
