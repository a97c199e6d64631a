import ArgumentParser
import Engine
import Environments
import Glibc
import Operations

/// One run of `triptych logs`.
struct LogSession: Sendable {
  let docker: Docker
  let environment: Environment
  let services: Set<String>
  let isFollowing: Bool
  let since: Int?
  let tail: Int?

  /// Runs until everything is printed, the reader is gone, or the task is cancelled. Returns the exit code; `nil` for
  /// success.
  func run(_ printer: LogPrinter) async -> ExitCode? {
    let endpoint = docker.endpoint(of: environment.target)
    let request = LogRequest(
      environment: environment.name, endpoint: endpoint, services: services,
      isFollowing: isFollowing, since: since, tail: tail)
    let found = await docker.engines[endpoint].containers(of: [environment.target.project])
    guard case .success(let projects) = found else {
      // Interrupted: the engine was not at fault.
      if Task.isCancelled { return Outcome.cancelled }
      guard case .failure(let fault) = found else { return Outcome.engineUnreachable }
      StandardStreams.error("error: \(fault.state.reason(on: endpoint))")
      return Outcome.engine(fault.state)
    }
    let containers = projects[environment.target.project] ?? []
    if let unknown = unknownService(containers) {
      StandardStreams.error("error: \(unknown)")
      return Outcome.usage
    }
    let wanted = containers.filter { services.isEmpty || services.contains($0.service) }
    printer.expect(wanted.map { "\($0.service)-\($0.number)" })
    if wanted.isEmpty {
      StandardStreams.error("triptych: no container of \(environment.name) was found")
    }
    let reading = LogReading(docker: docker, request: request)
    await untilClosed(printer) {
      await reading.run(lists: lists(beginningWith: containers, on: endpoint)) {
        await printer.print($0)
      }
    }
    return await ending(reading, printer)
  }

  /// The objection to a name that neither a declared service nor a container has. An orphan's name passes; without
  /// declared services every name passes, since `--follow` waits for containers.
  private func unknownService(_ containers: [ContainerStatus]) -> String? {
    let declared = environment.services.map(\.name)
    guard !declared.isEmpty else { return nil }
    let known = declared + environment.orphans(in: containers).map(\.name)
    guard let name = services.sorted().first(where: { !known.contains($0) }) else { return nil }
    let hint = NearestName.of(name, among: known).map { "; did you mean \($0)?" } ?? ""
    return "\(environment.name) has no service '\(name)'\(hint)"
  }

  private func ending(_ reading: LogReading, _ printer: LogPrinter) async -> ExitCode? {
    if printer.isPatternCostly {
      StandardStreams.error(
        "triptych: lines on which the pattern takes too many steps were left out")
    }
    if printer.isClosed { return nil }
    if let failure = await reading.failure { return Outcome.engine(failure) }
    return await reading.isIncomplete || printer.isPatternCostly ? Outcome.no : nil
  }

  /// The containers at the start and, when following, after each change.
  private func lists(
    beginningWith containers: [ContainerStatus], on endpoint: Endpoint
  ) -> AsyncStream<[ContainerStatus]> {
    AsyncStream { continuation in
      continuation.yield(containers)
      guard isFollowing else { return continuation.finish() }
      // The task ends with the stream.
      let task = Task {
        for await list in docker.containerLists(of: environment.target.project, on: endpoint) {
          if case .success(let containers) = list { continuation.yield(containers) }
        }
        continuation.finish()
      }
      continuation.onTermination = { _ in task.cancel() }
    }
  }

  /// Runs the work until it ends or the printer's reader is gone.
  private func untilClosed(
    _ printer: LogPrinter, _ work: @escaping @Sendable () async -> Void
  ) async {
    await withTaskGroup { group in
      group.addTask { await work() }
      group.addTask {
        await untilReaderIsGone(STDOUT_FILENO)
        // Cancelled when everything is printed.
        if !Task.isCancelled { printer.close() }
      }
      group.addTask { for await _ in printer.life {} }
      await group.next()
      group.cancelAll()
    }
  }
}
