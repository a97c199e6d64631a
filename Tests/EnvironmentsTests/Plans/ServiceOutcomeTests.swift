import Testing

@testable import Environments

struct `The outcome of one service` {
  private func outcome(
    _ before: [ContainerStatus], _ now: [ContainerStatus]
  ) -> ServiceOutcome {
    ServiceOutcome(of: Service(name: "api", hasHealthCheck: true), before: before, now: now)
  }

  private func api(
    _ id: String, _ state: ContainerStatus.State, _ health: ContainerStatus.Health = .none,
    startedAt: Int? = nil
  ) -> ContainerStatus {
    ContainerStatus(
      id: id, name: "trading-dev-api-1", service: "api", state: state, health: health,
      startedAt: startedAt)
  }

  @Test func `differs from the state before`() {
    let old = api("old", .running, .healthy, startedAt: 1)

    #expect(outcome([], []).description == "api: not touched")
    #expect(outcome([old], [old]).description == "api: healthy, from before")
    #expect(
      outcome([api("x", .exited(code: 3))], [api("x", .exited(code: 3))]).description
        == "api: exited (3), not touched")
    #expect(outcome([old], []).description == "api: removed")
  }

  @Test func `is created, started or up when it is new`() {
    #expect(outcome([], [api("new", .created)]).description == "api: created")
    #expect(
      outcome([], [api("new", .running, .starting)]).description == "api: started, starting")
    #expect(outcome([], [api("new", .running, .healthy)]).description == "api: healthy")
    #expect(outcome([], [api("new", .exited(code: 7))]).description == "api: exited (7)")
  }

  @Test func `a container that was restarted is not from before, whatever its health`() {
    let old = api("old", .running, .healthy, startedAt: 1)
    var again = old
    again.startedAt = 9

    #expect(outcome([old], [again]).mark == .up)
  }

  @Test func `a change of health alone is not an outcome`() {
    let before = api("old", .running, .starting, startedAt: 1)
    let now = api("old", .running, .healthy, startedAt: 1)

    #expect(outcome([before], [now]).description == "api: healthy, from before")
  }
}
