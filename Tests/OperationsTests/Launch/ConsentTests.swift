import Environments
import Foundation
import TestSupport
import Testing

@testable import Operations

struct `Consent to an act` {
  private let checkout = LaunchCheckout()

  @Test(arguments: [
    (Consent.nothing, "it is protected: pass --confirm dev"),
    (.yes, "it is protected: pass --confirm dev"),
    (.typedName("prod"), "the name given is 'prod', not 'dev'"),
  ])
  func `a protected environment is not touched without its name`(
    consent: Consent, reason: String
  ) async throws {
    let runner = FakeCommandRunner([])
    let launcher = try checkout.launcher(runner)
    let before = checkout.paths()

    let outcome = await launcher.perform(stop, on: protected, consent: consent)

    #expect(outcome.verdict == .refused(reason: reason))
    #expect(outcome.sentence == "The stop of dev is refused: \(reason)")
    #expect(runner.ran.isEmpty)
    #expect(checkout.engine.asked == [])
    // Neither a lock nor an entry in the activity record: an act that is refused for its consent has not begun.
    #expect(checkout.paths() == before)
  }

  @Test func `a protected environment is acted on with its name`() async throws {
    let engine = checkout.engine
    let container = checkout.container()
    engine.set { $0.containers = [container] }
    let runner = FakeCommandRunner([
      .init(command: checkout.down, effect: { engine.set { $0.containers = [] } })
    ])
    let launcher = try checkout.launcher(runner)

    let plan = try await launcher.plan(.stop, protected).get()
    let outcome = await launcher.perform(plan, on: protected, consent: .typedName("dev"))
    runner.expectAllRan()

    #expect(outcome.verdict == .succeeded)
    #expect(try checkout.activity().map(\.verdict) == [nil, "succeeded"])
  }

  @Test func `the guard that stands in the plan is not believed`() async throws {
    var plan = stop
    plan.guardrail = .none

    let outcome = await (try checkout.launcher(FakeCommandRunner([])))
      .perform(plan, on: protected, consent: .nothing)

    #expect(outcome.verdict == .refused(reason: "it is protected: pass --confirm dev"))
  }

  @Test func `the steps that stand in the plan are not believed either`() async throws {
    let container = checkout.container()
    checkout.engine.set { $0.containers = [container] }
    let runner = FakeCommandRunner([])
    let launcher = try checkout.launcher(runner)
    var plan = try await launcher.plan(.stop, protected).get()
    plan.steps = []

    let outcome = await launcher.perform(plan, on: protected, consent: .yes)

    #expect(outcome.verdict == .refused(reason: "it is protected: pass --confirm dev"))
    #expect(runner.ran.allSatisfy { "\($0)" == checkout.model })
    #expect(
      try checkout.activity().map(\.reason) == [nil, "it is protected: pass --confirm dev"])
  }

  @Test func `an environment on Swarm is neither planned for nor acted on nor rendered`()
    async throws
  {
    var declared = environment()
    declared.target.orchestrator = .swarm
    let reason = "dev runs on Docker Swarm, and acting on Swarm is not built yet"
    let launcher = try checkout.launcher(FakeCommandRunner([]))
    let before = checkout.paths()

    let planned = await launcher.plan(.stop, declared)
    let outcome = await launcher.perform(stop, on: declared, consent: .yes)
    let workspace = try checkout.workspace()
    let rendering = #expect(throws: FileError.self) {
      try workspace.render(declared, user: "tester")
    }

    #expect(planned == .failure(PlanRefusal(.refused(reason: reason))))
    #expect(outcome.verdict == .refused(reason: reason))
    #expect(rendering?.description == "cannot render dev: \(reason)")
    #expect(checkout.engine.asked == [])
    #expect(checkout.paths() == before)
  }

  @Test func `every guard is judged against every consent`() {
    var staging = environment("staging")
    staging.tier = .staging
    let table = [environment(), staging, protected].map { environment in
      [Consent.nothing, .yes, .typedName(environment.name), .typedName("other")].map {
        consent in
        let plan = plan(.launch, .create, of: environment)
        let refusal = objection(to: plan, consent: consent, environment: environment)
        return "\(consent): \(refusal?.verdict.reason ?? "allowed")"
      }.joined(separator: "\n")
    }

    #expect(
      table == [
        """
        nothing: allowed
        yes: allowed
        typedName("dev"): allowed
        typedName("other"): allowed
        """,
        """
        nothing: it needs a yes: pass --yes
        yes: allowed
        typedName("staging"): allowed
        typedName("other"): the name given is 'other', not 'staging'
        """,
        """
        nothing: it is protected: pass --confirm dev
        yes: it is protected: pass --confirm dev
        typedName("dev"): allowed
        typedName("other"): the name given is 'other', not 'dev'
        """,
      ])
  }

  @Test func `a plan is for one environment only`() {
    let refusal = objection(to: stop, consent: .yes, environment: environment("prod"))

    #expect(refusal?.verdict == .refused(reason: "the plan is for dev, not for prod"))
  }

  private var protected: Environment {
    var environment = environment()
    environment.isProtected = true
    return environment
  }

  private var stop: Plan { plan(.stop, .stop, of: environment()) }

  private func plan(
    _ verb: Plan.Verb, _ action: Plan.Step.Action, of environment: Environment
  ) -> Plan {
    let steps = [Plan.Step(action, "api", cause: "running")]
    return Plan(
      environment: environment.name, verb: verb, place: "here", steps: steps, commands: [],
      guardrail: environment.guardrail(of: verb, steps), observed: "")
  }
}
