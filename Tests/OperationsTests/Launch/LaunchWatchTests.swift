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

  @Test func `a look that began before Compose ended decides nothing`() {
    var watch = watch(Service(name: "api"))

    _ = watch.take(composeEnded(.exited(code: 0)), at: .seconds(5))
    _ = watch.take(
      looked([container("api", .exited(code: 1))], began: .seconds(4)), at: .seconds(5))

    #expect(watch.conclusion == nil)
  }

  @Test func `up when everything is, and not before`() {
    var watch = watch(Service(name: "api", hasHealthCheck: true))

    let looksAgain = watch.take(composeEnded(.exited(code: 0)), at: .seconds(1))
    _ = watch.take(
      looked([container("api", .running, .starting)], began: .seconds(2)), at: .seconds(2))
    let early = watch.conclusion
    _ = watch.take(
      looked([container("api", .running, .healthy)], began: .seconds(3)), at: .seconds(3))

    #expect(looksAgain)
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

  @Test func `one look without an engine is no proof, two are`() {
    var watch = watch(Service(name: "api"))
    let lost = LaunchSignal.looked(
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

struct `Watching a stop` {
  @Test func `what goes is shown until it is gone`() {
    var watch = stopWatch()

    watch.take(.composeSaid(" Container trading-dev-api-1  Stopping"))
    let stopping = watch.lines
    watch.take(.composeSaid(" Container trading-dev-api-1  Removed"))
    watch.take(composeEnded(.exited(code: 0)))

    #expect(stopping == [.init("api", .working("stopping")), .init("db", .waiting)])
    #expect(watch.lines == [.init("api", .done("removed")), .init("db", .waiting)])
    #expect(watch.conclusion != nil)
  }

  @Test func `two looks without an engine are believed`() {
    var watch = stopWatch()
    let lost = LaunchSignal.looked(.failure(EngineUnavailable(.unreachable("gone"))), began: .zero)

    watch.take(lost)
    watch.take(looked([], began: .zero))
    watch.take(lost)
    let afterOne = watch.conclusion
    watch.take(lost)

    #expect(afterOne == nil)
    #expect(watch.conclusion == .engineLost(.unreachable("gone")))
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
  .looked(.success(containers), began: began)
}

private func container(
  _ service: String, _ state: ContainerStatus.State, _ health: ContainerStatus.Health = .none
) -> ContainerStatus {
  ContainerStatus(
    id: service, name: "trading-dev-\(service)-1", service: service, state: state, health: health)
}
