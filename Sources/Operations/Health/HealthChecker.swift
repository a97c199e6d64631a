import Environments
import Glibc
import Threads

/// Runs the checks of environments.
package struct HealthChecker: Sendable {
  /// Checks of one environment, all of them or some.
  package struct Subject: Hashable, Sendable {
    package let environment: Environment
    package let checks: [Check]

    package init(_ environment: Environment, checks: [Check]? = nil) {
      self.environment = environment
      self.checks = checks ?? environment.effectiveChecks
    }
  }

  /// An event of a run, reported as soon as it is known.
  package enum Event: Hashable, Sendable {
    /// `startedAt` is when the run began, in seconds since 1970.
    case result(CheckResult, environment: String, startedAt: Int)
    /// The containers of the environments of one engine, asked for during the run.
    case observed([EnvironmentStatus])
    /// An engine did not answer within the deadline of its checks.
    case engineIsLate
  }

  package typealias Feed = AsyncStream<Event>.Continuation
  /// Asks one engine for the containers of the environments that run on it.
  package typealias Observe = @Sendable () async -> [EnvironmentStatus]

  /// The workspace with the files of certificate authorities.
  package let workspace: Workspace

  /// Limited because each waiting check holds a thread.
  static let concurrentMax = 64

  package init(workspace: Workspace) { self.workspace = workspace }

  /// Runs all checks of environments at once, each until its own deadline at most: none waits for another. Checks of
  /// containers share one observation of the engine. When the task is cancelled, it returns at once and results that are
  /// not known by then are `unknown`. The reports are in the order of the subjects, their results in the order of the checks.
  ///
  /// - Parameter feed: receives each result as soon as it is known; left open.
  package func run(
    _ subjects: [Subject], observe: @escaping Observe, feed: Feed? = nil
  ) async -> [HealthReport] {
    let startedAt = time(nil)
    let start = ContinuousClock.now
    let jobs = jobs(of: subjects)
    var found: [Position: CheckResult] = [:]
    await withTaskGroup(of: [Position: CheckResult].self) { group in
      for (index, job) in jobs.enumerated() {
        if index >= Self.concurrentMax, let done = await group.next() {
          found.merge(done) { $1 }
        }
        group.addTask {
          let results = await run(job, subjects, observe)
          for (position, result) in results {
            feed?.yield(
              .result(
                result, environment: subjects[position.subject].environment.name,
                startedAt: startedAt))
          }
          return results
        }
      }
      for await done in group { found.merge(done) { $1 } }
    }
    let took = Int((ContinuousClock.now - start) / .milliseconds(1))
    return subjects.enumerated().map { subject, content in
      var report = HealthReport(
        environment: content.environment.name,
        results: content.checks.indices.compactMap { found[Position(subject: subject, check: $0)] },
        startedAt: startedAt, tookMilliseconds: took)
      report.unknownReason = content.environment.brokenFiles
      return report
    }
  }

  private struct Position: Hashable, Sendable {
    var subject: Int
    var check: Int
  }

  private enum Job: Sendable {
    case single(Position)
    /// Checks of containers with the same deadline.
    case containers([Position], timeoutMilliseconds: Int)
  }

  private func jobs(of subjects: [Subject]) -> [Job] {
    var containers: [Int: [Position]] = [:]
    var jobs: [Job] = []
    for (subject, content) in subjects.enumerated() {
      for (index, check) in content.checks.enumerated() {
        let position = Position(subject: subject, check: index)
        if case .container = check.probe {
          containers[check.timeoutMilliseconds, default: []].append(position)
        } else {
          jobs.append(.single(position))
        }
      }
    }
    // Observations first: they may start programs.
    return containers.map { .containers($1, timeoutMilliseconds: $0) } + jobs
  }

  private func run(
    _ job: Job, _ subjects: [Subject], _ observe: @escaping Observe
  ) async -> [Position: CheckResult] {
    switch job {
    case .single(let position):
      let subject = subjects[position.subject]
      return [
        position: await ask(
          subject.checks[position.check], mask: SecretGate.process.mask(of: subject.environment))
      ]
    case .containers(let positions, let timeout):
      let deadline = Deadline(timeoutMilliseconds: timeout)
      let statuses = await within(timeout, observe)
      let took = deadline.elapsed
      return Dictionary(
        uniqueKeysWithValues: positions.map { position in
          let subject = subjects[position.subject]
          return (
            position,
            judge(subject.checks[position.check], subject.environment, statuses, took, timeout)
          )
        })
    }
  }
}

extension HealthChecker {
  func ask(_ check: Check, mask: ProgramMask = ProgramMask()) async -> CheckResult {
    let deadline = Deadline(timeoutMilliseconds: check.timeoutMilliseconds)
    let finding: Finding
    switch check.probe {
    case .http(let url, let expectedStatus, let bodyContains, let ca):
      if let reason = workspace.refusal(ofAuthorities: ca) {
        finding = .unhealthy(reason)
      } else {
        let probe = HTTPProbe(
          url: url, expectedStatus: expectedStatus, bodyContains: bodyContains,
          ca: ca.map(workspace.path))
        finding = await offPool(Finding.unknown) { probe.run(until: deadline, or: $0) }
      }
    case .tcp(let host, let port):
      let probe = TCPProbe(host: host, port: port)
      finding = await offPool(Finding.unknown) { probe.run(until: deadline, or: $0) }
    case .container:
      preconditionFailure("container checks need an observation of the engine")
    }
    return finding.result(of: check, mask: mask, tookMicroseconds: deadline.elapsed)
  }

  /// - Parameter statuses: `nil` when the engine did not answer in time, or the task was cancelled.
  func judge(
    _ check: Check, _ environment: Environment, _ statuses: [EnvironmentStatus]?, _ took: Int,
    _ timeout: Int
  ) -> CheckResult {
    guard case .container(let service) = check.probe else {
      preconditionFailure("only container checks use an observation of the engine")
    }
    guard statuses != nil || !Task.isCancelled else {
      return Finding.cancelled.result(of: check, tookMicroseconds: took)
    }
    let silent = EnvironmentStatus(
      environment: environment.name, engine: .silent(milliseconds: timeout))
    let status =
      statuses.map { all in
        all.first { $0.environment == environment.name }
          ?? EnvironmentStatus(environment: environment.name, engine: .notAskedYet)
      } ?? silent
    let declared = environment.services.first { $0.name == service }
    let mask = SecretGate.process.mask(of: environment)
    // Before it is cut into lines that fit, so that no beginning of a secret remains.
    return ContainerProbe(service: service, declared: declared).run(status.masked(by: mask))
      .result(of: check, mask: mask, tookMicroseconds: took)
  }

  /// `nil` when the work does not end in time; it is then cancelled.
  func within<Value: Sendable>(
    _ milliseconds: Int, _ work: @escaping @Sendable () async -> Value
  ) async -> Value? {
    await withTaskGroup(of: Value?.self) { group in
      group.addTask { await work() }
      group.addTask {
        try? await Task.sleep(for: .milliseconds(milliseconds))
        return nil
      }
      defer { group.cancelAll() }
      return await group.next() ?? nil
    }
  }
}
