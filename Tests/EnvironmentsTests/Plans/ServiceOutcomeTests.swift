import Testing

@testable import Environments

struct `What an act left of a service` {
  private func standing(
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

  @Test func `is told apart from what was there before`() {
    let old = api("old", .running, .healthy, startedAt: 1)

    #expect(standing([], []).description == "api: not touched")
    #expect(standing([old], [old]).description == "api: healthy, from before")
    #expect(
      standing([api("x", .exited(code: 3))], [api("x", .exited(code: 3))]).description
        == "api: exited (3), not touched")
    #expect(standing([old], []).description == "api: removed")
  }

  @Test func `is created, started or up when it is new`() {
    #expect(standing([], [api("new", .created)]).description == "api: created")
    #expect(
      standing([], [api("new", .running, .starting)]).description == "api: started, starting")
    #expect(standing([], [api("new", .running, .healthy)]).description == "api: healthy")
    #expect(standing([], [api("new", .exited(code: 7))]).description == "api: exited (7)")
  }

  @Test func `a container that was restarted is not from before, whatever its health`() {
    let old = api("old", .running, .healthy, startedAt: 1)
    var again = old
    again.startedAt = 9

    #expect(standing([old], [again]).mark == .up)
  }

  @Test func `health that came and went meanwhile is nobody's deed`() {
    let before = api("old", .running, .starting, startedAt: 1)
    let now = api("old", .running, .healthy, startedAt: 1)

    #expect(standing([before], [now]).description == "api: healthy, from before")
  }
}
