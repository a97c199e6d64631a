/// One health check of an environment, declared in its YAML or derived from its Compose services.
package struct Check: Hashable, Sendable {
  package enum Probe: Hashable, Sendable {
    /// `ca` is a PEM file relative to the root; `nil` trusts the system's authorities.
    case http(url: String, expectedStatus: [Int], bodyContains: String?, ca: String?)
    case tcp(host: String, port: Int)
    /// The state of the service's containers, and their Compose health checks.
    case container(service: String)
  }

  /// The default interval between two runs of a check.
  package static let usualIntervalSeconds = 10

  package var name: String
  package var probe: Probe
  package var timeoutMilliseconds: Int
  /// The interval between two runs while health is watched.
  package var intervalSeconds: Int
  package var location: Location?

  package init(
    name: String, probe: Probe, timeoutMilliseconds: Int,
    intervalSeconds: Int = Check.usualIntervalSeconds, location: Location? = nil
  ) {
    self.name = name
    self.probe = probe
    self.timeoutMilliseconds = timeoutMilliseconds
    self.intervalSeconds = max(1, intervalSeconds)
    self.location = location
  }
}

/// The result of one check.
package struct CheckResult: Hashable, Sendable {
  package enum Verdict: Hashable, Sendable {
    case healthy
    /// A one-shot service exited with 0.
    case done
    case unhealthy
    /// The engine did not answer, or nothing runs.
    case unknown
  }

  /// How long one part of a request took, in microseconds.
  package struct Phase: Hashable, Sendable {
    package var name: String
    package var microseconds: Int

    package init(_ name: String, microseconds: Int) {
      self.name = name
      self.microseconds = microseconds
    }
  }

  package var check: Check
  package var verdict: Verdict
  /// In words, such as `connection refused by 127.0.0.1:18080` or `status 503, expected 200`.
  package var reason: String
  package var phases: [Phase]
  /// How long the whole check took.
  package var tookMicroseconds: Int
  /// The lines that the verdict is based on, cut and without secrets: the output of a health check, or the status
  /// line of a response and the beginning of its body.
  package var evidence: [String]

  package init(
    check: Check, verdict: Verdict, reason: String, phases: [Phase] = [], tookMicroseconds: Int = 0,
    evidence: [String] = []
  ) {
    self.check = check
    self.verdict = verdict
    self.reason = reason
    self.phases = phases
    self.tookMicroseconds = tookMicroseconds
    self.evidence = evidence
  }
}

extension CheckResult {
  /// Evaluates a container check from the containers of its environment. The result is unknown for a service that
  /// is not declared.
  package init(
    judging check: Check, of service: Service?, containers: [ContainerStatus],
    tookMicroseconds: Int = 0
  ) {
    let (verdict, reason): (Verdict, String)
    if let service {
      let state = ServiceState(of: service, containers: containers)
      (verdict, reason) = (Self.verdict(state), Self.reason(state, service, containers))
    } else {
      (verdict, reason) = (.unknown, "the Compose files declare no such service")
    }
    self.init(
      check: check, verdict: verdict, reason: reason, tookMicroseconds: tookMicroseconds)
  }

  private static func verdict(_ state: ServiceState) -> Verdict {
    switch state {
    case .running, .healthy: .healthy
    case .done: .done
    case .stopped, .created: .unknown
    default: .unhealthy
    }
  }

  private static func reason(
    _ state: ServiceState, _ service: Service, _ containers: [ContainerStatus]
  ) -> String {
    let own = containers.filter { $0.service == service.name }
    switch state {
    case .stopped: return "not running"
    case .unhealthy(let reason): return "unhealthy: \(reason.spelledOut)"
    case .notStarted(let reason): return "\(state): \(reason.spelledOut)"
    case .exited where own.contains(where: \.outOfMemory): return "\(state), out of memory"
    case .exited:
      let words = own.compactMap(\.error).first { !$0.isEmpty }
      return words.map { "\(state): \($0.spelledOut)" } ?? state.description
    default: return state.description
    }
  }
}
