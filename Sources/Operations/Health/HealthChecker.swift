import Environments
import Glibc

/// Runs the checks of an environment.
package struct HealthChecker: Sendable {
  /// Where the files of certificate authorities lie.
  package let workspace: Workspace

  /// Each check that waits for an answer holds a thread meanwhile.
  static let concurrentMax = 64

  package init(workspace: Workspace) { self.workspace = workspace }

  /// Runs all checks at once, each with its own deadline, and gives their results in the order of the checks. Checks
  /// of containers are judged by `status`, which is not refreshed. When the task is cancelled, it returns at once
  /// and what is not known by then is `unknown`.
  package func check(_ environment: Environment, status: EnvironmentStatus) async -> HealthReport {
    let startedAt = time(nil)
    let start = ContinuousClock.now
    let results = await withTaskGroup(of: (Int, CheckResult).self) { group in
      var results: [Int: CheckResult] = [:]
      for (index, check) in environment.checks.enumerated() {
        if index >= Self.concurrentMax, let (done, result) = await group.next() {
          results[done] = result
        }
        group.addTask { (index, await run(check, environment, status)) }
      }
      for await (done, result) in group { results[done] = result }
      return environment.checks.indices.compactMap { results[$0] }
    }
    return HealthReport(
      environment: environment.name, results: results, startedAt: startedAt,
      tookMilliseconds: Int((ContinuousClock.now - start) / .milliseconds(1)))
  }

  private func run(
    _ check: Check, _ environment: Environment, _ status: EnvironmentStatus
  ) async -> CheckResult {
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
    case .container(let service):
      let declared = environment.services.first { $0.name == service }
      finding = ContainerProbe(service: service, declared: declared).run(status)
    }
    return CheckResult(
      check: check, verdict: finding.verdict, reason: finding.reason, phases: finding.phases,
      tookMicroseconds: deadline.elapsed)
  }
}
