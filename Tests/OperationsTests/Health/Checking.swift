import Environments

@testable import Operations

extension HealthChecker {
  /// Runs the checks of one environment on states of containers that are known already.
  func check(_ environment: Environment, status: EnvironmentStatus) async -> HealthReport {
    await run([Subject(environment)], observe: { [status] })[0]
  }
}

extension Checkout {
  /// Runs one check as an operator would.
  func check(_ probe: Check.Probe, timeoutMilliseconds: Int = 5_000) async throws -> CheckResult {
    let check = Check(name: "it", probe: probe, timeoutMilliseconds: timeoutMilliseconds)
    let environment = Environment(
      name: "dev", target: Target(project: "trading-dev"), checks: [check])
    let status = EnvironmentStatus(environment: "dev", engine: .answering)
    let checker = try HealthChecker(workspace: workspace())
    return await checker.check(environment, status: status).results[0]
  }

  func check(
    _ url: String, expectedStatus: [Int] = [200], bodyContains: String? = nil, ca: String? = nil,
    timeoutMilliseconds: Int = 5_000
  ) async throws -> CheckResult {
    try await check(
      .http(url: url, expectedStatus: expectedStatus, bodyContains: bodyContains, ca: ca),
      timeoutMilliseconds: timeoutMilliseconds)
  }
}
