import Testing

@testable import Environments

struct `Planning a restart` {
  private let stack = [
    Service(name: "api", hasHealthCheck: true, dependsOn: ["migrate", "quotes"]),
    Service(name: "quotes", replicas: 2), Service(name: "migrate", isOneShot: true),
  ]
  private let running = [
    container("api", 1, .running, .healthy), container("quotes", 1), container("quotes", 2),
    container("migrate", 1, .exited(code: 0)),
  ]

  private func plan(_ names: [String], _ observation: Observation, tier: Tier = .development)
    -> Plan
  {
    planRestart(declared(stack, tier: tier), names, observed: observation, place: "here") {
      "docker compose restart --no-deps \($0)"
    }
  }

  @Test func `all running services restart in start order, and a done service is kept`() {
    #expect(
      plan([], Observation(containers: running)).text == """
        Restart dev (here)

          keep     migrate  done
          restart  quotes   requested, running, 2 containers
          restart  api      requested, healthy

          $ docker compose restart --no-deps quotes
          $ docker compose restart --no-deps api
        """)
  }

  @Test func `a selected service is the only one in the plan`() {
    let plan = plan(["api"], Observation(containers: running))

    #expect(plan.title == "Restart api of dev")
    #expect(plan.services == ["api"])
    #expect(plan.stepLines == ["restart  api  requested, healthy"])
  }

  @Test func `a changed declaration is named, with the command that applies it`() {
    let observation = Observation(
      containers: running,
      decisions: [
        ComposeLine(.container, "trading-dev-api-1", "Recreate"),
        ComposeLine(.container, "trading-dev-quotes-1", "Running"),
      ])

    #expect(
      plan([], observation).notes.map(\.description) == [
        "warning: api: its declaration or its image changed. A restart does not apply that; "
          + "U, or triptych up dev, does."
      ])
  }

  @Test func `even development asks, because a restart stops services`() {
    let observation = Observation(containers: running)

    #expect(plan([], observation).guardrail == .confirmation)
    #expect(plan(["api"], observation, tier: .staging).guardrail == .confirmation)
  }

  @Test func `services that do not run are refused, with the command that launches them`() {
    let environment = declared(stack)

    #expect(
      objectionToRestart(environment, [], [container("api", 1, .exited(code: 1))])
        == "dev does not run; U, or triptych up dev, launches it.")
    #expect(
      objectionToRestart(environment, ["migrate"], running)
        == "migrate of dev does not run; U, or triptych up dev, launches it.")
    #expect(
      objectionToRestart(environment, ["quote"], running)
        == "dev has no service quote. Did you mean quotes?")
    #expect(objectionToRestart(environment, ["api"], running) == nil)
    #expect(objectionToRestart(environment, [], running) == nil)
  }
}
