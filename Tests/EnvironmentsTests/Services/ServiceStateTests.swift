import Testing

@testable import Environments

struct `The state of a service` {
  @Test(arguments: [
    ([], "stopped"),
    ([container("api", 1, .created)], "created"),
    ([container("api")], "running"),
    ([container("api", 1, .running, .healthy)], "healthy"),
    ([container("api", 1, .running, .starting)], "starting"),
    ([container("api", 1, .running, .unhealthy)], "unhealthy"),
    ([container("api", 1, .exited(code: 3))], "exited (3)"),
    ([container("api", 1, .dead)], "exited (137)"),
    ([container("api", 1, .paused)], "paused"),
    ([container("api", 1, .removing)], "stopped"),
    ([container("other")], "stopped"),
  ])
  func `one replica reads as its container`(containers: [ContainerStatus], words: String) {
    let state = ServiceState(of: Service(name: "api"), containers: containers)

    #expect(state.description == words)
  }

  @Test(
    arguments: [
      ([.healthy, .healthy, .healthy], "healthy"),
      ([.healthy, .healthy, .starting], "starting 2 of 3"),
      ([.healthy, .starting, .unhealthy], "unhealthy"), ([.healthy, .healthy], "degraded 2 of 3"),
      ([.starting], "starting 0 of 3"),
    ] as [([ContainerStatus.Health], String)])
  func `the worst of several replicas counts`(health: [ContainerStatus.Health], words: String) {
    let containers = health.enumerated().map {
      container("quotes", $0.offset + 1, .running, $0.element)
    }

    let state = ServiceState(of: Service(name: "quotes", replicas: 3), containers: containers)

    #expect(state.description == words)
  }

  @Test func `one replica that ended leaves the others degraded`() {
    let containers = [
      container("quotes", 1, .running, .healthy), container("quotes", 2, .exited(code: 1)),
    ]

    let state = ServiceState(of: Service(name: "quotes", replicas: 2), containers: containers)

    #expect(state == .degraded(ready: 1, of: 2))
  }

  @Test func `a restarting replica shows how often`() {
    var restarting = container("api", 1, .restarting)
    restarting.restartCount = 4

    let state = ServiceState(
      of: Service(name: "api"), containers: [container("api"), restarting])

    #expect(state.description == "restarting ×4")
  }

  @Test func `an unhealthy replica gives the last output of its probe`() {
    var sick = container("api", 1, .running, .unhealthy)
    sick.lastProbe = "connection refused"

    let state = ServiceState(of: Service(name: "api"), containers: [sick])

    #expect(state == .unhealthy(reason: "connection refused"))
  }

  @Test(arguments: [
    ([container("job", 1, .exited(code: 0))], "done"), ([], "stopped"),
    ([container("job", 1, .exited(code: 2))], "exited (2)"), ([container("job")], "running"),
    ([container("job", 1, .created)], "created"),
    ([container("job", 1, .restarting)], "restarting ×0"),
  ])
  func `a one-shot that exited with 0 is done`(containers: [ContainerStatus], words: String) {
    let state = ServiceState(of: Service(name: "job", isOneShot: true), containers: containers)

    #expect(state.description == words)
  }
}
