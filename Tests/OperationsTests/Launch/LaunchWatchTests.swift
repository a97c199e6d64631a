import Engine
import Environments
import Processes
import Testing

@testable import Operations

struct `Watching a launch` {
  @Test func `a service shows what Compose does with it, then its own state`() {
    var watch = watch(Service(name: "db", hasHealthCheck: true), Service(name: "api"))

    _ = watch.take(.composeSaid(" Container trading-dev-db-1  Creating"), at: .zero)
    let creating = watch.lines
    _ = watch.take(.composeSaid(" Container 0123456789ab_trading-dev-db-1  Started"), at: .zero)
    _ = watch.take(looked([container("db", .running, .starting)], began: .zero), at: .zero)

    #expect(creating == [.init("db", .working("creating")), .init("api", .waiting)])
    #expect(watch.lines == [.init("db", .working("starting")), .init("api", .waiting)])
    #expect(watch.words.last == "Container 0123456789ab_trading-dev-db-1  Started")
  }

  @Test func `an observation that began before Compose ended decides nothing`() {
    var watch = watch(Service(name: "api"))

    _ = watch.take(composeEnded(.exited(code: 0)), at: .seconds(5))
    _ = watch.take(
      looked([container("api", .exited(code: 1))], began: .seconds(4)), at: .seconds(5))

    #expect(watch.conclusion == nil)
  }

  @Test func `up when everything is, and not before`() {
    var watch = watch(Service(name: "api", hasHealthCheck: true))

    _ = watch.take(composeEnded(.exited(code: 0)), at: .seconds(1))
    _ = watch.take(
      looked([container("api", .running, .starting)], began: .seconds(2)), at: .seconds(2))
    let early = watch.conclusion
    _ = watch.take(
      looked([container("api", .running, .healthy)], began: .seconds(3)), at: .seconds(3))

    #expect(early == nil)
    #expect(watch.conclusion == .up)
    #expect(watch.lines == [.init("api", .done("healthy"))])
  }

  @Test func `late when the time is over, and for whom it waited`() {
    var watch = watch(Service(name: "api", hasHealthCheck: true))

    _ = watch.take(composeEnded(.exited(code: 0)), at: .seconds(1))
    _ = watch.take(
      looked([container("api", .running, .starting)], began: .seconds(61)), at: .seconds(61))

    #expect(watch.conclusion == .late(service: "api"))
  }

  @Test func `the time begins with the launch, not with the build before it`() {
    var watch = LaunchWatch(
      environment: environment(services: [Service(name: "api", hasHealthCheck: true)]), before: [],
      begun: .seconds(240))

    _ = watch.take(composeEnded(.exited(code: 0)), at: .seconds(241))
    _ = watch.take(
      looked([container("api", .running, .starting)], began: .seconds(290)), at: .seconds(290))

    #expect(watch.conclusion == nil)
  }

  @Test func `late, too, when Compose itself was`() {
    var watch = watch(Service(name: "api", hasHealthCheck: true))

    _ = watch.take(looked([container("api", .running, .starting)], began: .zero), at: .zero)
    _ = watch.take(composeEnded(.deadlinePassed), at: .seconds(60))

    #expect(watch.conclusion == .late(service: "api"))
  }

  @Test func `one failed observation is no proof, two are`() {
    var watch = watch(Service(name: "api"))
    let lost = LaunchSignal.observed(
      .failure(EngineUnavailable(.silent(milliseconds: 5_000))), began: .zero)

    _ = watch.take(lost, at: .zero)
    _ = watch.take(looked([], began: .zero), at: .zero)
    _ = watch.take(lost, at: .zero)
    let afterOne = watch.conclusion
    _ = watch.take(lost, at: .zero)

    #expect(afterOne == nil)
    #expect(watch.conclusion == .engineLost(.silent(milliseconds: 5_000)))
  }

  @Test func `a Compose that gave up ends it, one that was cancelled does not`() {
    var failed = watch(Service(name: "api"))
    var cancelled = watch(Service(name: "api"))
    let result = CommandResult(command: Command("docker-compose"), ending: .exited(code: 1))

    _ = failed.take(.composeEnded(result), at: .zero)
    _ = cancelled.take(composeEnded(.cancelled), at: .zero)

    #expect(failed.conclusion == .composeFailed(result))
    #expect(cancelled.conclusion == nil)
  }

  @Test func `a service that failed is shown as failed`() {
    var watch = watch(Service(name: "api"), Service(name: "job"))

    _ = watch.take(composeEnded(.exited(code: 0)), at: .zero)
    _ = watch.take(
      looked(
        [container("api", .exited(code: 3)), container("job", .exited(code: 0))], began: .zero),
      at: .zero)

    #expect(watch.lines == [.init("api", .failed("exited (3)")), .init("job", .done("done"))])
    #expect(
      watch.conclusion
        == .failed(service: "api", containerID: "api", reason: "api exited with code 3"))
  }

  private func watch(_ services: Service...) -> LaunchWatch {
    LaunchWatch(environment: environment(services: services), before: [])
  }
}

struct `When a launch is observed` {
  private let running = [container("api", .running)]
  private let starting = [container("api", .running, .starting)]

  @Test func `while Compose works, when something happens and not by the clock`() {
    var watch = watch()

    #expect(watch.take(.composeSaid(" Container trading-dev-api-1  Creating"), at: .zero) == nil)
    #expect(watch.take(looked(running, began: .seconds(1)), at: .seconds(1)) == nil)
  }

  @Test func `as soon as Compose has ended`() {
    var watch = watch()

    #expect(watch.take(composeEnded(.exited(code: 0)), at: .seconds(5)) == .seconds(5))
    // It began too early to decide.
    #expect(watch.take(looked(running, began: .seconds(4)), at: .seconds(6)) == .seconds(5))
  }

  @Test func `when the next container will have run for long enough`() {
    var watch = watch()
    let both = [container("api", .running), container("job", .running)]

    _ = watch.take(looked(running, began: .seconds(1)), at: .seconds(1))
    _ = watch.take(composeEnded(.exited(code: 0)), at: .seconds(2))
    let first = watch.take(looked(both, began: .milliseconds(2500)), at: .seconds(3))
    let second = watch.take(looked(both, began: .seconds(3)), at: .seconds(3))
    let last = watch.take(looked(both, began: .milliseconds(4500)), at: .seconds(5))

    #expect(first == .seconds(3))
    #expect(second == .milliseconds(4500))
    #expect(watch.conclusion == .up)
    #expect(last == .seconds(60))
  }

  @Test func `when its time is over, if nothing else can change by itself`() {
    var watch = watch(begun: .seconds(7))

    _ = watch.take(composeEnded(.exited(code: 0)), at: .seconds(8))
    let moment = watch.take(looked(starting, began: .seconds(9)), at: .seconds(9))
    let late = watch.take(looked(running, began: .milliseconds(66_500)), at: .seconds(67))

    #expect(moment == .seconds(67))
    // It would be stable later than it may be.
    #expect(late == .seconds(67))
  }

  @Test func `a second after a failed observation`() {
    var watch = watch()
    let lost = LaunchSignal.observed(
      .failure(EngineUnavailable(.unreachable("gone"))), began: .zero)

    #expect(watch.take(lost, at: .seconds(3)) == .seconds(4))
  }

  private func watch(begun: Duration = .zero) -> LaunchWatch {
    let services = [Service(name: "api"), Service(name: "job")]
    return LaunchWatch(environment: environment(services: services), before: [], begun: begun)
  }
}

struct `Watching a stop` {
  @Test func `what goes is shown until it is gone`() {
    var watch = stopWatch()

    _ = watch.take(.composeSaid(" Container trading-dev-api-1  Stopping"), at: .zero)
    let stopping = watch.lines
    _ = watch.take(.composeSaid(" Container trading-dev-api-1  Removed"), at: .zero)
    _ = watch.take(composeEnded(.exited(code: 0)), at: .zero)

    #expect(stopping == [.init("api", .working("stopping")), .init("db", .waiting)])
    #expect(watch.lines == [.init("api", .done("removed")), .init("db", .waiting)])
    #expect(watch.conclusion != nil)
  }

  @Test func `two failed observations mean that the engine is lost`() {
    var watch = stopWatch()
    let lost = LaunchSignal.observed(
      .failure(EngineUnavailable(.unreachable("gone"))), began: .zero)

    _ = watch.take(lost, at: .zero)
    _ = watch.take(looked([], began: .zero), at: .zero)
    _ = watch.take(lost, at: .zero)
    let afterOne = watch.conclusion
    _ = watch.take(lost, at: .zero)

    #expect(afterOne == nil)
    #expect(watch.conclusion == .engineLost(.unreachable("gone")))
  }

  @Test func `a failed observation is repeated a second later, without waiting for anything else`()
  {
    var watch = stopWatch()
    let lost = LaunchSignal.observed(
      .failure(EngineUnavailable(.unreachable("gone"))), began: .zero)

    #expect(watch.take(.composeSaid(" Container trading-dev-api-1  Stopping"), at: .zero) == nil)
    #expect(watch.take(looked([], began: .zero), at: .seconds(1)) == nil)
    #expect(watch.take(lost, at: .seconds(2)) == .seconds(3))
    #expect(watch.take(composeEnded(.exited(code: 0)), at: .seconds(4)) == nil)
  }

  private func stopWatch() -> StopWatch {
    let plan = Plan(
      environment: "dev", verb: .stop, place: "",
      steps: [
        .init(.stop, "api", cause: ""), .init(.remove, "db", cause: ""),
        .init(.keep, "stranger", cause: ""),
      ], commands: [], guardrail: .none, observed: "")
    return StopWatch(plan: plan, project: "trading-dev")
  }
}

private func composeEnded(_ ending: CommandResult.Ending) -> LaunchSignal {
  .composeEnded(CommandResult(command: Command("docker-compose"), ending: ending))
}

private func looked(_ containers: [ContainerStatus], began: Duration) -> LaunchSignal {
  .observed(.success(containers), began: began)
}

private func container(
  _ service: String, _ state: ContainerStatus.State, _ health: ContainerStatus.Health = .none
) -> ContainerStatus {
  ContainerStatus(
    id: service, name: "trading-dev-\(service)-1", service: service, state: state, health: health)
}
