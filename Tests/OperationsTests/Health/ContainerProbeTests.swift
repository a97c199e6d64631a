import Environments
import Testing

@testable import Operations

struct `Judging a service by its containers` {
  private func finding(
    _ containers: [ContainerStatus], declared: Service? = Service(name: "api"),
    engine: EngineState = .answering
  ) -> Finding {
    ContainerProbe(service: "api", declared: declared)
      .run(EnvironmentStatus(environment: "dev", engine: engine, containers: containers))
  }

  private func container(
    _ state: ContainerStatus.State = .running, _ health: ContainerStatus.Health = .none,
    failingStreak: Int = 0, lastProbe: String? = nil, restartCount: Int = 0,
    outOfMemory: Bool = false, error: String? = nil, service: String = "api"
  ) -> ContainerStatus {
    ContainerStatus(
      id: "1", name: "trading-dev-api-1", service: service, state: state, health: health,
      failingStreak: failingStreak, lastProbe: lastProbe, restartCount: restartCount,
      outOfMemory: outOfMemory, error: error)
  }

  @Test func `a healthy container is healthy`() {
    #expect(finding([container(.running, .healthy)]) == .healthy("healthy"))
    #expect(finding([container()]) == .healthy("running, without a health check"))
  }

  @Test func `a one-shot that exited with 0 is done, a service that did is not`() {
    let migration = Service(name: "api", replicas: 1, isOneShot: true)
    var kept = Service(name: "api")
    kept.isKeptRunning = true

    #expect(
      finding([container(.exited(code: 0))], declared: migration)
        == Finding(verdict: .done, reason: "done, exited with 0"))
    #expect(
      finding([container(.exited(code: 3))], declared: migration)
        == .unhealthy("exited with 3"))
    #expect(finding([container(.exited(code: 0))], declared: kept) == .unhealthy("exited with 0"))
  }

  @Test func `an unhealthy container tells its last probe`() {
    #expect(
      finding([
        container(.running, .unhealthy, failingStreak: 5, lastProbe: "connect:\u{1b}[31m refused")
      ]) == .unhealthy("5 probes failed in a row: connect:^[[31m refused"))
    #expect(
      finding([container(.running, .unhealthy, failingStreak: 1)])
        == .unhealthy("1 probe failed in a row"))
  }

  @Test func `unhealthy without a streak counts no probes`() {
    #expect(finding([container(.running, .unhealthy)]) == .unhealthy("unhealthy"))
    #expect(
      finding([container(.running, .unhealthy, lastProbe: "refused")])
        == .unhealthy("unhealthy: refused"))
  }

  @Test func `a start whose probes fail tells why, though the engine counts none yet`() {
    var starting = container(.running, .starting, lastProbe: "no quotes yet")
    starting.probes = [.init(startedAt: nil, exitCode: 1, output: "no quotes yet")]

    #expect(finding([starting]).reason == "starting: no quotes yet")
  }

  @Test func `the last probes are evidence: short, safe and without secrets`() {
    var sick = container(.running, .unhealthy, failingStreak: 2)
    let long = String(repeating: "line\n", count: 20)
    sick.probes = [
      .init(startedAt: 1_795_442_520, exitCode: 1, output: "password=hunter2\n\n\u{1b}[31mred\n"),
      .init(startedAt: nil, exitCode: 0, output: ""),
      .init(startedAt: nil, exitCode: 7, output: long),
    ]

    let evidence = finding([sick]).evidence

    #expect(
      evidence.prefix(6) == [
        "trading-dev-api-1: exit 1 at 14:02:00 UTC", "  password=•••", "  ^[[31mred",
        "trading-dev-api-1: exit 0", "  no output", "trading-dev-api-1: exit 7",
      ])
    #expect(evidence.count == 6 + 9)
    #expect(evidence.last == "  … 12 lines more")
  }

  @Test func `a container that is starting is not judged yet`() {
    #expect(finding([container(.running, .starting)]) == .unknown("starting"))
    #expect(
      finding([container(.running, .starting, failingStreak: 2, lastProbe: "refused")])
        == .unknown("starting: refused"))
    #expect(finding([container(.created)]) == .unknown("created, not started yet"))
    #expect(finding([container(.removing)]) == .unknown("being removed"))
  }

  @Test func `a container that does not run says why`() {
    #expect(
      finding([container(.created, error: "port is already allocated")])
        == .unhealthy("did not start: port is already allocated"))
    #expect(
      finding([container(.exited(code: 137), outOfMemory: true)])
        == .unhealthy("exited with 137, out of memory"))
    #expect(finding([container(.paused)]) == .unhealthy("paused"))
    #expect(
      finding([container(.restarting, restartCount: 1)])
        == .unhealthy("restarting, 1 time so far"))
    #expect(finding([container(.dead)]) == .unhealthy("dead: the engine could not remove it"))
  }

  /// Proves `health.checks.*.service`.
  @Test func `of several replicas the worst one counts`() {
    let replicas = Service(name: "api", replicas: 3)
    let good = container(.running, .healthy)

    #expect(finding([good, good, good], declared: replicas) == .healthy("3 of 3 healthy"))
    #expect(finding([good, good], declared: replicas) == .unhealthy("2 of 3 replicas run"))
    #expect(
      finding([good, container(.running, .starting), good], declared: replicas)
        == .unknown("starting"))
    #expect(
      finding([container(.running, .starting), container(.paused), good], declared: replicas)
        == .unhealthy("paused"))
  }

  @Test func `a service without containers is stopped, or missing from a stack that runs`() {
    #expect(finding([]) == .unknown("the stack is stopped"))
    #expect(finding([container(service: "quotes")]) == .unhealthy("api has no container"))
    #expect(finding([], declared: nil) == .unknown("no service is named api"))
  }

  @Test func `when the engine does not answer the result is unknown`() {
    let healthy = [container(.running, .healthy)]

    #expect(
      finding(healthy, engine: .notAskedYet) == .unknown("the engine has not been asked yet"))
    #expect(
      finding(healthy, engine: .unreachable("connection refused"))
        == .unknown("the engine cannot be reached: connection refused"))
    #expect(
      finding(healthy, engine: .silent(milliseconds: 2_500))
        == .unknown("the engine did not answer within 2.5 s"))
    #expect(
      finding(healthy, engine: .forbidden("join the group docker"))
        == .unknown("join the group docker"))
    #expect(
      finding(healthy, engine: .notInstalled("install docker.io")) == .unknown("install docker.io"))
  }
}
