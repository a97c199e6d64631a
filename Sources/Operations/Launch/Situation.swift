import Environments

/// One service in one condition, and what each command says of it. The table of situations keeps `status`, `health`, `up`
/// and the overview to one verdict.
package struct Situation: Hashable, Sendable {
  /// When the containers are seen, in seconds since 1970.
  static let now = 10_000

  package var name: String
  var service: Service
  var containers: [ContainerStatus]
  var engine = EngineState.answering
  var composeState = Environment.ComposeState.resolved

  private var environment: Environment {
    Environment(
      name: "dev", target: Target(project: "dev"), services: [service], composeState: composeState)
  }

  private var environmentStatus: EnvironmentStatus {
    EnvironmentStatus(
      environment: "dev", engine: engine, containers: containers, observedAt: Self.now)
  }

  private var isKnown: Bool { engine == .answering && environment.brokenFiles == nil }

  /// The service's state; `nil` when the engine or the files do not tell.
  package var state: ServiceState? {
    isKnown ? ServiceState(of: service, containers: containers, at: Self.now) : nil
  }

  /// The service's line in `status`, which is also its cell in the overview.
  package var status: String { state.map { "\($0)" } ?? "unknown" }

  /// The headline of `status` and of the overview.
  package var summary: String {
    StackSummary(of: environment, status: environmentStatus, now: Self.now).text
  }

  private var finding: Finding {
    ContainerProbe(service: service.name, declared: service).run(environmentStatus)
  }

  /// Whether the service's check passes.
  package var isHealthy: Bool {
    isKnown && (finding.verdict == .healthy || finding.verdict == .done)
  }

  /// The service's line in `health`.
  package var health: String {
    if let words = environment.brokenFiles { return "unknown: \(words)" }
    return "\(finding.verdict.word): \(finding.reason)"
  }

  /// What `up` says when it finds the service so, after Compose has ended.
  package var launch: String {
    guard isKnown else { return engine == .answering ? "refused" : "not reached" }
    var tracker = LaunchTracker(services: [service], before: [])
    tracker.saw(containers, at: .zero)
    let running = containers.filter { $0.state == .running }.compactMap(\.startedAt).max()
    switch tracker.verdict(at: .seconds(Self.now - (running ?? 0))) {
    case .up: return "up"
    case .waiting(_, let state): return "waits: \(state)"
    case .failed(_, _, let reason): return "failed: \(reason)"
    }
  }

  /// What the engine, a health check or Compose says of it. On a real engine, the words are others.
  package var quotations: [String] {
    var words = containers.compactMap(\.error) + containers.compactMap(\.lastProbe)
    if let reason = environment.brokenFiles { words.append(reason) }
    if case .unreachable(let reason) = engine { words.append(reason) }
    return words
  }

  package var statusCode: Int {
    engine.exitCode ?? (environment.brokenFiles == nil ? 0 : 1)
  }

  package var healthCode: Int { isHealthy ? 0 : engine.exitCode ?? 1 }
}

/// The table of situations as it stands in the documentation.
package enum VerdictReference {
  package static var markdown: String {
    let head = [
      "| Situation | `status`, overview | Stack | `health` | `up` | Exit of `status`, `health` |",
      "|---|---|---|---|---|---|",
    ]
    let rows = Situation.all.map { row in
      let cells = [
        row.name, row.status, row.summary, row.health, row.launch,
        "\(row.statusCode), \(row.healthCode)",
      ]
      return "| \(cells.joined(separator: " | ")) |"
    }
    return (head + rows).joined(separator: "\n")
  }
}
