import Environments
import Threads

extension HealthChecker {
  func ask(_ check: Check) async -> CheckResult {
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
      preconditionFailure("containers are judged by a look at their engine")
    }
    return finding.result(of: check, tookMicroseconds: deadline.elapsed)
  }

  /// - Parameter statuses: `nil` when the engine did not answer in time, or the task was cancelled.
  func judge(
    _ check: Check, _ environment: Environment, _ statuses: [EnvironmentStatus]?, _ took: Int,
    _ timeout: Int
  ) -> CheckResult {
    guard case .container(let service) = check.probe else {
      preconditionFailure("only a check of a container is judged by a look")
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
    return ContainerProbe(service: service, declared: declared).run(status)
      .result(of: check, tookMicroseconds: took)
  }

  /// `nil` when the work is not done in time; then it is cancelled.
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
