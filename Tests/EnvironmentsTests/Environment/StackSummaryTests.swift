import Testing

@testable import Environments

struct `Summing up a stack` {
  private let environment = declared([
    Service(name: "api"), Service(name: "quotes", replicas: 2),
    Service(name: "job", isOneShot: true), Service(name: "off", replicas: 0),
  ])

  private func summary(
    _ containers: [ContainerStatus], _ engine: EngineState = .answering, age: Int = 0
  ) -> String {
    let status = EnvironmentStatus(
      environment: "dev", engine: engine, containers: containers, observedAt: 1000 - age)
    return StackSummary(of: environment, status: status, now: 1000).text
  }

  @Test func `everything up is running, and a job that is done is not down`() {
    let up = [
      container("api", 1, .running, .healthy), container("quotes", 1), container("quotes", 2),
      container("job", 1, .exited(code: 0)),
    ]

    #expect(summary(up) == "running 2/2")
  }

  @Test func `nothing up is stopped`() {
    #expect(summary([]) == "stopped")
    #expect(summary([container("api", 1, .exited(code: 143))]) == "stopped")
  }

  @Test func `something up and the rest on its way is starting`() {
    let containers = [
      container("api", 1, .running, .starting), container("quotes", 1), container("quotes", 2),
    ]

    #expect(summary(containers) == "starting 1/2")
  }

  @Test func `something that will not come up by itself is degraded`() {
    let quotes = [container("quotes", 1), container("quotes", 2)]

    #expect(summary(quotes) == "degraded 1/2")
    #expect(summary(quotes + [container("api", 1, .running, .unhealthy)]) == "degraded 1/2")
    #expect(
      summary(quotes + [container("api"), container("job", 1, .exited(code: 1))])
        == "degraded 2/2")
    #expect(summary([container("api", 1, .exited(code: 1))]) == "degraded 0/2")
  }

  @Test func `an engine that does not answer is shown instead`() {
    #expect(summary([], .silent(milliseconds: 12_400)) == "engine silent for 12 s")
    #expect(summary([], .unreachable("refused")) == "engine not reachable")
    #expect(summary([], .forbidden("join the group")) == "not allowed to use docker")
    #expect(summary([], .notInstalled("make setup")) == "docker is not installed")
    #expect(summary([], .notAskedYet) == "not asked yet")
    #expect(StackSummary(of: environment, status: nil, now: 0).condition == .unknown)
  }

  @Test func `a stale status shows its age`() {
    #expect(summary([], age: 30) == "stopped")
    #expect(summary([], age: 45) == "stopped, 45 s old")
  }
}
