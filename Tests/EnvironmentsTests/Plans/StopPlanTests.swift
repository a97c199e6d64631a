import Testing

@testable import Environments

struct `Planning a stop` {
  private func plan(_ containers: [ContainerStatus], tier: Tier = .development) -> Plan {
    planStop(
      declared(
        [Service(name: "api", dependsOn: ["quotes"]), Service(name: "quotes", replicas: 2)],
        tier: tier), observed: Observation(containers: containers), place: "trading-dev",
      commands: ["docker compose -p trading-dev down"])
  }

  @Test func `dependants stop first, and undeclared services are kept`() {
    let containers = [
      container("api", 1, .exited(code: 1)), container("quotes", 1), container("quotes", 2),
      container("old"),
    ]

    #expect(
      plan(containers).text == """
        Stop dev (trading-dev)

          remove  api     exited (1)
          stop    quotes  running, 2 containers
          keep    old     not declared here

          warning: orphan old is running (trading-dev-old-1) and stays; docker rm -f trading-dev-old-1 removes it

          $ docker compose -p trading-dev down
        """)
  }

  @Test func `an orphan alone does not make the environment stopped`() {
    #expect(
      plan([container("old")]).title
        == "Nothing declared to stop: only orphans of dev are left")
  }

  @Test func `development asks before it stops something`() {
    #expect(plan([container("api")]).guardrail == .confirmation)
  }

  @Test func `a stopped environment has nothing to stop`() {
    #expect(plan([]).title == "Nothing to do: dev is stopped")
    #expect(plan([], tier: .staging).guardrail == .none)
  }
}
