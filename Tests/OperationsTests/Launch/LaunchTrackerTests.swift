import Environments
import Testing

@testable import Operations

struct `Judging a launch by its containers` {
  typealias State = ContainerStatus.State
  typealias Health = ContainerStatus.Health

  @Test(arguments: [
    (State.running, Health.healthy, LaunchVerdict.up),
    (.running, .starting, .waiting(service: "api", state: "starting")),
    (.created, .none, .waiting(service: "api", state: "created")),
    (
      .running, .unhealthy,
      .failed(service: "api", containerID: "a1", reason: "api is unhealthy: no quotes")
    ),
    (
      .exited(code: 7), .none,
      .failed(service: "api", containerID: "a1", reason: "api exited with code 7")
    ),
    (
      .exited(code: 0), .none,
      .failed(service: "api", containerID: "a1", reason: "api ended by itself, with code 0")
    ),
    (.paused, .none, .failed(service: "api", containerID: "a1", reason: "api is paused")),
    (
      .dead, .none,
      .failed(
        service: "api", containerID: "a1", reason: "api is dead: the engine could not remove it")
    ),
    (.restarting, .none, .waiting(service: "api", state: "restarting ×0")),
  ])
  func `of a service with a health check`(state: State, health: Health, verdict: LaunchVerdict) {
    var tracker = LaunchTracker(services: [Service(name: "api", hasHealthCheck: true)], before: [])

    tracker.saw([container(state, health)], at: .seconds(1))

    #expect(tracker.verdict(at: .seconds(1)) == verdict)
  }

  @Test func `without a health check, a container that runs for two seconds is up`() {
    var tracker = LaunchTracker(services: [Service(name: "api")], before: [])

    tracker.saw([container(.running)], at: .seconds(1))
    tracker.saw([container(.running)], at: .seconds(2))
    let early = tracker.verdict(at: .seconds(2))
    tracker.saw([container(.running)], at: .seconds(3))

    #expect(early == .waiting(service: "api", state: "running"))
    #expect(tracker.verdict(at: .seconds(3)) == .up)
  }

  @Test func `a container that was started again begins its two seconds again`() {
    var tracker = LaunchTracker(services: [Service(name: "api")], before: [])

    tracker.saw([container(.running, startedAt: 10)], at: .seconds(1))
    tracker.saw([container(.running, startedAt: 12)], at: .seconds(3))

    #expect(tracker.verdict(at: .seconds(3)) == .waiting(service: "api", state: "running"))
  }

  @Test func `a job that ended with 0 is done`() {
    var tracker = LaunchTracker(services: [Service(name: "api", isOneShot: true)], before: [])

    tracker.saw([container(.exited(code: 0))], at: .seconds(1))

    #expect(tracker.verdict(at: .seconds(1)) == .up)
    #expect(tracker.serviceStates == ["api: done"])
  }

  @Test func `restarts count from the launch on`() {
    let before = container(.running, .healthy, restarts: 40)
    var tracker = LaunchTracker(
      services: [Service(name: "api", hasHealthCheck: true)], before: [before])

    tracker.saw([container(.running, .healthy, restarts: 42)], at: .seconds(1))
    let few = tracker.verdict(at: .seconds(1))
    tracker.saw([container(.restarting, restarts: 43)], at: .seconds(2))

    #expect(few == .up)
    #expect(
      tracker.verdict(at: .seconds(2))
        == .failed(service: "api", containerID: "a1", reason: "api keeps restarting (3 times)"))
  }

  @Test func `the engine's reason for not starting it is told`() {
    var tracker = LaunchTracker(services: [Service(name: "api")], before: [])
    var created = container(.created)
    created.error = "exec: no such file"

    tracker.saw([created], at: .zero)

    #expect(
      tracker.verdict(at: .zero)
        == .failed(
          service: "api", containerID: "a1", reason: "api cannot start: exec: no such file"))
  }

  @Test func `leftovers of other services are not judged, and nothing at all is not up`() {
    var tracker = LaunchTracker(services: [Service(name: "db")], before: [])

    tracker.saw([container(.exited(code: 1))], at: .seconds(9))

    #expect(tracker.verdict(at: .seconds(9)) == .waiting(service: "", state: "no container yet"))
  }

  @Test
  func
    `a container that Compose has started and that was not observed yet is starting, not stopped`()
  {
    var tracker = LaunchTracker(services: [Service(name: "api")], before: [])
    var words = ComposeWords(project: "trading-dev")
    words.heard(" Container trading-dev-api-1  Started")

    let unseen = tracker.progress(words, isSettled: false)
    tracker.saw([container(.running)], at: .seconds(1))
    let seen = tracker.progress(words, isSettled: false)

    #expect(unseen == [.init("api", .working("starting"))])
    #expect(seen == [.init("api", .done("running"))])
    #expect(
      LaunchTracker(services: [Service(name: "api")], before: [])
        .progress(words, isSettled: true) == [.init("api", .working("stopped"))])
  }

  @Test(arguments: [
    ([" Container trading-dev-api-1  Recreate", " Container trading-dev-api-1  Started"]),
    ([" Container trading-dev-api-1  Restarting", " Container trading-dev-api-1  Started"]),
    ([
      " Container 0123456789ab_trading-dev-api-1  Recreated",
      " Container trading-dev-api-1  Started",
    ]),
  ])
  func `a predecessor that Compose killed is no failure`(lines: [String]) {
    var tracker = LaunchTracker(services: [Service(name: "api")], before: [container(.running)])
    var words = ComposeWords(project: "trading-dev")
    for line in lines { words.heard(line) }

    tracker.saw([container(.exited(code: 137))], at: .seconds(1))
    let killed = tracker.progress(words, isSettled: false)
    tracker.saw([container(.running, startedAt: 12)], at: .seconds(2))
    let next = tracker.progress(words, isSettled: false)

    #expect(killed == [.init("api", .working("starting"))])
    #expect(next == [.init("api", .done("running"))])
  }

  @Test func `a predecessor that Compose killed is not blamed for a launch that failed later`() {
    var tracker = LaunchTracker(services: [Service(name: "api")], before: [container(.running)])
    var words = ComposeWords(project: "trading-dev")
    words.heard(" Container trading-dev-api-1  Recreate")

    tracker.saw([container(.exited(code: 137))], at: .seconds(1))

    #expect(tracker.culprit(in: "no space left on device", besides: words) == nil)
    #expect(
      tracker.culprit(in: "no space left on device", besides: ComposeWords(project: "trading-dev"))?
        .reason == "api exited with code 137")
  }

  @Test func `a container that Compose cannot start is blamed, though it is from before`() {
    let paused = container(.paused)
    var taken = container(.exited(code: 128))
    taken.error = "port is already allocated"
    var words = ComposeWords(project: "trading-dev")
    words.heard(" Container trading-dev-api-1  Starting")

    let reasons = [paused, taken].map {
      LaunchTracker(services: [Service(name: "api")], before: [$0])
        .culprit(in: "Error response from daemon", besides: words)?.reason
    }

    #expect(reasons == ["api is paused", "api cannot start: port is already allocated"])
  }

  @Test func `a container that fails by itself after it was started is a failure at once`() {
    var tracker = LaunchTracker(services: [Service(name: "api")], before: [container(.running)])
    var words = ComposeWords(project: "trading-dev")
    words.heard(" Container trading-dev-api-1  Restarting")
    words.heard(" Container trading-dev-api-1  Started")

    tracker.saw([container(.exited(code: 1), startedAt: 12)], at: .seconds(1))

    #expect(
      tracker.progress(words, isSettled: false) == [.init("api", .failed("exited (1)"))])
  }

  @Test func `a service is not up before all its replicas are there`() {
    var tracker = LaunchTracker(
      services: [Service(name: "api", replicas: 2), Service(name: "db")], before: [])
    var twin = container(.running)
    twin.id = "a2"
    var db = container(.running)
    db.id = "b1"
    db.service = "db"

    tracker.saw([container(.running), db], at: .zero)
    let one = tracker.verdict(at: .seconds(9))
    tracker.saw([container(.running), twin], at: .zero)
    let without = tracker.verdict(at: .seconds(9))
    tracker.saw([container(.running), twin, db], at: .zero)

    #expect(one == .waiting(service: "api", state: "degraded 1 of 2"))
    #expect(without == .waiting(service: "db", state: "stopped"))
    #expect(tracker.verdict(at: .seconds(9)) == .up)
  }

  @Test func `Compose's words name the culprit, the longest name first`() {
    var tracker = LaunchTracker(
      services: [Service(name: "api"), Service(name: "api-1")], before: [])
    var twin = container(.running, .unhealthy)
    twin.id = "b2"
    twin.name = "trading-dev-api-1-1"
    twin.service = "api-1"
    tracker.saw([container(.running), twin], at: .zero)

    let named = tracker.culprit(
      in: "dependency failed to start: container trading-dev-api-1 is unhealthy")
    let other = tracker.culprit(in: "something nobody has heard of")

    #expect(named?.service == "api")
    #expect(named?.reason == nil)
    #expect(other?.reason == "api-1 is unhealthy: no quotes")
    #expect(named?.reason(besides: "x") == "x")
    #expect(
      other?.reason(besides: "it is unhealthy")
        == "api-1 is unhealthy: no quotes. Compose says: it is unhealthy")
    #expect(
      other?.reason(besides: "Error response from daemon: no quotes")
        == "api-1 is unhealthy: no quotes")
    #expect(tracker.container(of: "api-1") == "b2")
  }

  private func container(
    _ state: State, _ health: Health = .none, restarts: Int = 0, startedAt: Int = 10
  ) -> ContainerStatus {
    ContainerStatus(
      id: "a1", name: "trading-dev-api-1", service: "api", state: state, health: health,
      lastProbe: "no quotes", restartCount: restarts, startedAt: startedAt)
  }
}
