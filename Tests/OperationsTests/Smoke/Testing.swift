import Environments
import TestSupport

@testable import Operations

extension SmokeStep {
  /// A step as the YAML would give it; `request` is `GET /x`.
  init(
    _ name: String, _ request: String, key: Key = .none, status: Int = 200,
    captures: [String: String] = [:], _ change: (inout SmokeStep) -> Void = { _ in }
  ) {
    let parts = request.split(separator: " ").map(String.init)
    var expected = SmokeExpectation(status: status)
    expected.captures = captures
    self.init(
      name: name, method: parts[0], path: SmokeTemplate(parts[1]), key: key,
      expectation: .answer(expected))
    change(&self)
  }
}

extension Checkout {
  /// Runs tests as an operator would; each has the name of its place.
  func smoke(
    _ url: String, ca: String? = nil, key: SmokeSuite.Key? = nil, timeoutMilliseconds: Int = 5_000,
    deadlineMilliseconds: Int = 60_000, _ tests: [[SmokeStep]]
  ) async throws -> SmokeReport {
    let plan = plan(
      url, ca: ca, key: key, timeoutMilliseconds: timeoutMilliseconds,
      deadlineMilliseconds: deadlineMilliseconds, tests)
    return await runner(try workspace()).run(plan, consent: .yes)
  }

  func plan(
    _ url: String, ca: String? = nil, key: SmokeSuite.Key? = nil, timeoutMilliseconds: Int = 5_000,
    deadlineMilliseconds: Int = 60_000, composeFiles: [String] = [],
    isProtected: Bool = false, _ tests: [[SmokeStep]]
  ) -> SmokePlan {
    let suite = SmokeSuite(
      url: url, ca: ca, key: key, timeoutMilliseconds: timeoutMilliseconds,
      deadlineMilliseconds: deadlineMilliseconds,
      tests: tests.enumerated().map { SmokeTest(name: "test \($0 + 1)", steps: $1) })
    let environment = Environment(
      name: "dev", tier: .development, isProtected: isProtected,
      target: Target(project: "trading-dev", composeFiles: composeFiles), smoke: suite)
    guard let plan = SmokePlan(of: environment) else { preconditionFailure("there is a suite") }
    return plan
  }

  /// - Parameter engine: `nil` where none is to be asked.
  func runner(_ workspace: Workspace, on engine: FakeEngine? = nil, deadline: Duration? = nil)
    -> SmokeRunner
  {
    SmokeRunner(
      docker: docker(FakeCommandRunner([]), on: engine, deadline: deadline), workspace: workspace,
      user: "tester")
  }
}

/// Each test's verdict and reason, in order.
func verdicts(_ report: SmokeReport) -> [String] {
  report.results.map { "\($0.verdict.word) \($0.reason)".trimmed }
}

extension String {
  fileprivate var trimmed: String { hasSuffix(" ") ? String(dropLast()) : self }
}
