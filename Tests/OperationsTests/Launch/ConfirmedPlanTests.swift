import Environments
import Foundation
import Processes
import TestSupport
import Testing

@testable import Operations

/// Between a plan and the yes to it, files change: what was confirmed is done, or nothing is.
struct `A plan that was confirmed` {
  private let checkout = LaunchCheckout()
  private let changed = OperationOutcome.Verdict.refused(
    reason: "dev has changed since the plan was made. Check the new plan.")

  @Test func `is refused when Compose makes something else of the files`() async throws {
    let runner = FakeCommandRunner([
      rehearsal(), .init(command: checkout.model, output: #"{"services":{"api":{}}}"#),
      .init(
        command: checkout.model, output: #"{"services":{"api":{"privileged":true}}}"#),
    ])
    #expect(try await outcome(by: runner) == changed)
  }

  @Test func `is refused when a secret that a container mounts was written`() async throws {
    try checkout.write("one", to: "token")
    let model = #"{"secrets":{"token":{"file":"\#(checkout.root)/token"}}}"#
    let runner = FakeCommandRunner([
      rehearsal(), .init(command: checkout.model, output: model, repeats: true),
    ])
    let verdict = try await outcome(by: runner) { environment in
      try? checkout.write("two", to: "token")
      return environment
    }
    #expect(verdict == changed)
  }

  enum Change: CaseIterable { case tier, guardrail, project, files, timeout, settings }

  @Test(arguments: Change.allCases)
  func `is refused when the declaration was written`(change: Change) async throws {
    let verdict = try await outcome(by: FakeCommandRunner([rehearsal()])) { environment in
      var environment = environment
      switch change {
      case .tier: environment.tier = .production
      case .guardrail: environment.isProtected = true
      case .project: environment.target.project = "trading-prod"
      case .files: environment.target.composeFiles.append("docker/more.yml")
      case .timeout: environment.launchTimeoutMilliseconds = 1
      case .settings:
        let value = Setting.LayerValue(.string("debug"), Origin(layer: .base))
        environment.settings.append(
          Setting(SettingKey(.settings, "logging.level"), layerValues: [value]))
      }
      return environment
    }
    #expect(verdict == changed)
  }

  @Test func `is refused when the environment is no longer declared`() async throws {
    let verdict = try await outcome(by: FakeCommandRunner([rehearsal()])) { _ in nil }
    #expect(verdict == changed)
  }

  private func outcome(
    by runner: FakeCommandRunner, declared: @escaping Launcher.Redeclaration = { $0 }
  ) async throws -> OperationOutcome.Verdict {
    let container = checkout.container { $0.health = "healthy" }
    checkout.engine.set {
      $0.containers = [container]
      $0.images = ["img:1"]
    }
    let launcher = try checkout.launcher(runner, declared: declared)
    let plan = try await launcher.plan(.launch, environment()).get()
    return await launcher.perform(plan, on: environment(), consent: .yes).verdict
  }

  private func rehearsal() -> FakeCommandRunner.Reply {
    .init(
      command: checkout.rehearsal,
      errors: " DRY-RUN MODE -  Container trading-dev-api-1  Recreate\n", repeats: true)
  }
}
