import Environments
import TestSupport
import Testing

@testable import Operations

/// Containers name their project, so that they can be stopped though nobody can read the files that declared them.
struct `Stopping what broken files declared` {
  private let checkout = LaunchCheckout()

  private var broken: Environment {
    var environment = environment()
    environment.composeState = .failed("yaml: line 1: did not find expected node content")
    environment.services = []
    return environment
  }

  private var down: String {
    checkout.engine.docker
      + " compose -p trading-dev --env-file /dev/null --progress plain down"
  }

  @Test func `a plan lists the containers and says why no file is read`() async throws {
    let containers = [checkout.container(), checkout.container("b2") { $0.service = "db" }]
    checkout.engine.set { $0.containers = containers }

    let plan = try await checkout.launcher(FakeCommandRunner([])).plan(.stop, broken).get()

    #expect(plan.commands == [down])
    #expect(plan.steps.map(\.subject) == ["db", "api"])
    #expect(plan.steps.allSatisfy { $0.action == .stop })
    #expect(plan.guardrail == .confirmation)
    #expect(
      plan.notes.map(\.description) == [
        "warning: the Compose files of dev cannot be read: yaml: line 1: did not find expected node content. "
          + "What carries the label of trading-dev is stopped, whoever declared it"
      ])
  }

  @Test func `Compose stops them by their label, from a folder without files`() async throws {
    let container = checkout.container()
    let engine = checkout.engine
    engine.set { $0.containers = [container] }
    let runner = FakeCommandRunner([
      .init(command: down) { engine.set { $0.containers = [] } }
    ])
    let launcher = try checkout.launcher(runner)

    let plan = try await launcher.plan(.stop, broken).get()
    let outcome = await launcher.perform(plan, on: broken, consent: .yes)

    #expect(outcome.verdict == .succeeded)
    runner.expectAllRan()
    #expect(runner.ran.map(\.workingDirectory) == ["/"])
    #expect(runner.ran.allSatisfy { !$0.arguments.contains("-f") && $0.input == nil })
  }

  @Test func `what compose run left is told, because Compose leaves it`() async throws {
    let containers = [
      checkout.container(),
      checkout.container("r1") { $0.isOneOff = true },
    ]
    checkout.engine.set { $0.containers = containers }

    let plan = try await checkout.launcher(FakeCommandRunner([])).plan(.stop, broken).get()

    #expect(plan.steps.map(\.action) == [.stop, .keep])
    #expect(
      plan.notes.last?.text.hasSuffix("docker rm -f trading-dev-api-run-r1 removes it") == true)
  }

  @Test func `without a container there is nothing to stop, and nothing is claimed`() async throws {
    let plan = try await checkout.launcher(FakeCommandRunner([])).plan(.stop, broken)

    #expect(
      plan
        == .failure(
          PlanRefusal(
            .refused(
              reason:
                "the Compose files of dev cannot be read: yaml: line 1: did not find expected node content. No container of it exists."
            ))))
  }

  @Test func `a restart says what can be done`() async throws {
    let container = checkout.container()
    checkout.engine.set { $0.containers = [container] }

    let plan = try await checkout.launcher(FakeCommandRunner([])).plan(.restart, broken)

    guard case .failure(let refusal) = plan, case .refused(let reason) = refusal.verdict else {
      Issue.record("it was planned")
      return
    }
    #expect(reason.hasSuffix("X, or triptych down dev, stops them without the files."))
  }
}
