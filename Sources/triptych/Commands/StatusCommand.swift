import ArgumentParser
import Environments

struct StatusCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "status", abstract: "Shows what runs, one line for each service.",
    discussion: """
      Exits with 69 when an engine does not answer, with 77 when it may not be asked, with 1 when the files that declare \
      an environment cannot be read: what runs is listed then as well.
      """)

  @Argument(
    help: "The environments; all of them when none is named.", completion: Completions.environments)
  var environments: [String] = []

  @OptionGroup var checkout: CheckoutOptions
  @OptionGroup var output: FormatOption

  func run() throws {
    let checkout = try Checkout(checkout)
    let declared = try runToEnd { await checkout.declared() }
    // The engine and Compose are asked at the same time: where containers run, the engine alone tells.
    let asked = try checkout.environments(environments, in: declared)
    let (configuration, statuses) = try runToEnd {
      async let statuses = checkout.status(of: asked)
      return (await checkout.resolve(declared, patience: .glancing), await statuses)
    }
    let chosen = try checkout.environments(environments, in: configuration)
    checkout.reportSilence(of: chosen, in: configuration)
    let now = PointInTime.now.seconds
    let left = checkout.workspace.interruptions(of: chosen)
    switch output.format {
    case .json: StandardStreams.output(StatusReport.json(chosen, statuses, left, now: now))
    case .text: StandardStreams.output(StatusReport.text(chosen, statuses, left, now: now))
    }
    if let lost = statuses.first(where: { $0.engine != .answering }) {
      throw Outcome.engine(lost.engine)
    }
    if chosen.contains(where: { $0.brokenFiles != nil }) { throw Outcome.no }
  }
}

/// What runs, as text with one line for each service, and as JSON.
enum StatusReport {
  static func text(
    _ environments: [Environment], _ statuses: [EnvironmentStatus], _ left: [Interruption],
    now: Int
  ) -> String {
    zip(environments, statuses).map { environment, status in
      let summary = StackSummary(of: environment, status: status, now: now)
      let reason = summary.unknownReason.map { ": \($0.spelledOut)" } ?? ""
      let rows =
        environment.services.map { ["  " + $0.name, status.words(of: $0)] }
        + orphans(environment, status).map { ["  " + $0.name, $0.stateWords] }
      let interrupted = left.filter { $0.environment == environment.name }
        .map { "  the \($0.words), started by \($0.user)" }
      return
        (["\(environment.name) · \(summary.text)\(reason)"] + interrupted
        + (rows.isEmpty ? [] : [Columns.text(rows)]))
        .joined(separator: "\n")
    }.joined(separator: "\n\n")
  }

  static func json(
    _ environments: [Environment], _ statuses: [EnvironmentStatus], _ left: [Interruption],
    now: Int
  ) -> String {
    let stacks = zip(environments, statuses).map { environment, status in
      let summary = StackSummary(of: environment, status: status, now: now)
      return JSONValue.object([
        "environment": .string(environment.name),
        "condition": .string(summary.condition.rawValue),
        "summary": .string(summary.text),
        "state": .string(summary.unknownReason == nil ? summary.condition.rawValue : "unknown"),
        "reason": summary.unknownReason.map { .string($0) } ?? .null,
        "services": .array(
          environment.services.map { service($0, status) }
            + orphans(environment, status).map { orphan($0, status) }),
        "interrupted": left.first { $0.environment == environment.name }.map(interrupted) ?? .null,
      ])
    }
    return JSONValue.object(["schema_version": .integer(1), "environments": .array(stacks)]).text
  }

  private static func orphans(
    _ environment: Environment, _ status: EnvironmentStatus
  ) -> [Orphan] {
    environment.orphans(in: status.containers, seenAt: status.observedAt)
  }

  /// Without readable files, nobody knows whether the containers are declared.
  private static func orphan(_ orphan: Orphan, _ status: EnvironmentStatus) -> JSONValue {
    .object([
      "service": .string(orphan.name), "orphan": orphan.isCertain ? .bool(true) : .null,
      "state": .string(status.engine == .answering ? "\(orphan.state)" : "unknown"),
      "containers": .array(orphan.containers.map { .string($0.name) }),
    ])
  }

  private static func interrupted(_ interruption: Interruption) -> JSONValue {
    .object([
      "verb": .string(interruption.verb.rawValue), "user": .string(interruption.user),
      "started_at": .integer(interruption.startedAt),
    ])
  }

  private static func service(_ service: Service, _ status: EnvironmentStatus) -> JSONValue {
    let containers = status.containers(of: service)
    return .object([
      "service": .string(service.name),
      "state": .string(status.words(of: service)),
      "containers": .array(containers.map { .string($0.name) }),
    ])
  }
}

extension EnvironmentStatus {
  fileprivate func containers(of service: Service) -> [ContainerStatus] {
    containers.filter { $0.service == service.name }
  }

  /// The state of a service in words: unknown, not stopped, when the engine did not answer.
  fileprivate func words(of service: Service) -> String {
    guard engine == .answering else { return "unknown" }
    return "\(ServiceState(of: service, containers: containers, at: observedAt))"
  }
}
