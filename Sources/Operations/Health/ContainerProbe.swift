import Environments

/// Judges a service by the last observed states of its containers.
struct ContainerProbe: Hashable, Sendable {
  let service: String
  /// `nil` when the Compose files declare no such service.
  let declared: Service?

  func run(_ status: EnvironmentStatus) -> Finding {
    if let reason = Self.silence(status.engine) { return .unknown(reason) }
    let containers = status.containers.filter { $0.service == service }
    guard !containers.isEmpty else {
      if declared == nil { return .unknown("no service is named \(service)") }
      return status.containers.isEmpty
        ? .unknown("the stack is stopped") : .unhealthy("\(service) has no container")
    }
    let findings = containers.map { judge($0, at: status.observedAt) }
    let worst =
      findings.first { $0.verdict == .unhealthy } ?? findings.first { $0.verdict == .unknown }
    if let worst { return worst }
    return missing(containers) ?? passed(findings)
  }

  /// The reason why the engine does not report its containers; `nil` when it answers.
  static func silence(_ engine: EngineState) -> String? {
    switch engine {
    case .answering: nil
    case .notAskedYet: "the engine has not been asked yet"
    case .notInstalled(let advice), .forbidden(let advice): advice
    case .unreachable(let words): "the engine cannot be reached: \(words.onOneLine())"
    case .silent(let milliseconds):
      "the engine did not answer within \(Span.exactly(milliseconds: milliseconds))"
    }
  }

  private func judge(_ container: ContainerStatus, at now: Int?) -> Finding {
    verdict(container, at: now).with(evidence: Self.evidence(container))
  }

  private func verdict(_ container: ContainerStatus, at now: Int?) -> Finding {
    if let reason = container.startFailure {
      return .unhealthy("did not start: \(reason.onOneLine())")
    }
    if container.state == .running, container.isSettling(at: now) {
      return .unhealthy("restarted \(count(container.restartCount, "time")), the last just now")
    }
    return switch container.state {
    case .running: health(container)
    case .exited(let code): exited(container, code)
    case .created: .unknown("created, not started yet")
    case .paused: .unhealthy("paused")
    case .restarting: .unhealthy("restarting, \(count(container.restartCount, "time")) so far")
    case .removing: .unknown("being removed")
    case .dead: .unhealthy("dead: the engine could not remove it")
    }
  }

  private func health(_ container: ContainerStatus) -> Finding {
    let probe = container.lastProbe.map { ": \($0.onOneLine())" } ?? ""
    switch container.health {
    case .none: return .healthy("running, without a health check")
    case .healthy: return .healthy("healthy")
    // During the start period the engine counts no failures.
    case .starting where container.failingStreak > 0 || container.lastProbeFailed:
      return .unknown("starting\(probe)")
    case .starting: return .unknown("starting")
    // On a restart the engine resets the count before it resets the state.
    case .unhealthy where container.failingStreak < 1: return .unhealthy("unhealthy\(probe)")
    case .unhealthy:
      return .unhealthy("\(count(container.failingStreak, "probe")) failed in a row\(probe)")
    }
  }

  private func exited(_ container: ContainerStatus, _ code: Int) -> Finding {
    if declared?.isDone(container) == true {
      return Finding(verdict: .done, reason: "done, exited with 0")
    }
    return .unhealthy("exited with \(code)\(container.outOfMemory ? ", out of memory" : "")")
  }

  private func missing(_ containers: [ContainerStatus]) -> Finding? {
    let replicas = declared?.replicas ?? 0
    let isJob = declared.map { containers.allSatisfy($0.isDone) } ?? true
    guard containers.count < replicas, declared?.isOneShot == false, !isJob else { return nil }
    return .unhealthy("\(containers.count) of \(replicas) replicas run")
  }

  private func passed(_ findings: [Finding]) -> Finding {
    guard var finding = findings.first else { return .unknown("the stack is stopped") }
    if findings.count > 1 {
      finding.reason = "\(findings.count) of \(findings.count) \(finding.reason)"
    }
    return finding
  }

  private func count(_ number: Int, _ noun: String) -> String {
    "\(number) \(noun)\(number == 1 ? "" : "s")"
  }
}

extension ContainerStatus {
  fileprivate var lastProbeFailed: Bool { probes.first.map { $0.exitCode != 0 } ?? false }
}

extension ContainerProbe {
  /// The last runs of a container's health check, newest first: time, exit code and output.
  static func evidence(_ container: ContainerStatus) -> [String] {
    container.probes.flatMap { probe in
      let time =
        probe.startedAt
        .map { " at \(CivilTime($0).timeOfDay) UTC" } ?? ""
      let output = Evidence.lines(of: probe.output)
      return ["\(container.name): exit \(probe.exitCode)\(time)"]
        + (output.isEmpty ? ["  no output"] : output.map { "  \($0)" })
    }
  }
}
