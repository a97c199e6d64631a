import Engine
import Environments
import Testing

@testable import Operations

struct `Keeping what is known of an engine's containers` {
  private let heartbeat = PendingRefresh.Heartbeat(at: 100, tookMilliseconds: 7)

  @Test func `a refresh of one container changes only that one`() {
    var known = seen(["dev": [container("a1", "api"), container("q1", "quotes")]])

    let statuses = known.saw(
      ["trading-dev": [container("a1", "api", .exited(code: 3))]], asked: ["a1"],
      of: [environment()], heartbeat)

    #expect(
      statuses.map(\.containers) == [
        [container("a1", "api", .exited(code: 3)), container("q1", "quotes")]
      ])
    #expect(statuses[0].observedAt == 100)
    #expect(statuses[0].answeredAfterMilliseconds == 7)
  }

  @Test func `a container that was asked for and is not there is gone`() {
    var known = seen(["dev": [container("a1", "api"), container("q1", "quotes")]])

    let statuses = known.saw([:], asked: ["a1"], of: [environment()], heartbeat)

    #expect(statuses.map(\.containers) == [[container("q1", "quotes")]])
  }

  @Test func `a new container stands in its place`() {
    var known = seen(["dev": [container("q1", "quotes")]])

    let statuses = known.saw(
      ["trading-dev": [container("a1", "api")]], asked: ["a1"], of: [environment()], heartbeat)

    #expect(statuses.map { $0.containers.map(\.id) } == [["a1", "q1"]])
  }

  @Test func `what happened to one environment is no news of another`() {
    var known = seen(["dev": [container("a1", "api")], "prod": [container("p1", "api")]])

    let statuses = known.saw(
      [:], asked: ["a1"], of: [environment("dev"), environment("prod")], heartbeat)

    #expect(statuses.map(\.environment) == ["dev"])
  }

  @Test func `a lost engine leaves what was known, as old as it is`() {
    var known = seen(["dev": [container("a1", "api")]])

    let statuses = known.lost(.unreachable("gone"), [environment()])

    #expect(statuses.map(\.containers) == [[container("a1", "api")]])
    #expect(statuses[0].engine == .unreachable("gone"))
    #expect(statuses[0].observedAt == 50)
    #expect(!known.isComplete(for: [environment()]))
  }

  @Test func `a heartbeat renews the age of known states, but not those of a lost engine`() {
    var known = seen(["dev": [container("a1", "api")], "prod": []])
    _ = known.lost(.silent(milliseconds: 5000), [environment("prod")])

    let statuses = known.answered(heartbeat, [environment("dev"), environment("prod")])

    #expect(statuses.map(\.environment) == ["dev"])
    #expect(statuses.map(\.observedAt) == [100])
  }

  @Test(
    arguments: [
      ("die", .exited(code: 137)), ("pause", .paused), ("unpause", .running), ("start", .running),
      ("exec_die", .restarting),
    ] as [(String, ContainerStatus.State)])
  func `an event gives a state before the refresh`(
    action: String, state: ContainerStatus.State
  ) {
    var known = seen(["dev": [container("a1", "api", .restarting), container("q1", "quotes")]])

    let statuses = known.heard(
      event(action, "a1", exitCode: action == "die" ? 137 : nil), of: [environment()], at: 99)

    let told = statuses.first?.containers ?? [container("a1", "api", .restarting)]
    #expect(told.first?.state == state)
    #expect(statuses.allSatisfy { $0.observedAt == 99 })
    #expect(statuses.isEmpty == (state == .restarting))
  }

  @Test func `an event tells nothing of a container that is not known, or of a dead engine's`() {
    var known = seen(["dev": [container("a1", "api")], "prod": [container("p1", "api")]])
    _ = known.lost(.unreachable("gone"), [environment("prod")])
    let all = [environment("dev"), environment("prod")]

    #expect(known.heard(event("die", "a2", exitCode: 1), of: all, at: 99) == [])
    #expect(known.heard(event("die", "p1", "trading-prod", exitCode: 1), of: all, at: 99) == [])
  }

  @Test func `events during a refresh are newer than its result`() {
    var known = seen(["dev": [container("a1", "api"), container("q1", "quotes")]])
    _ = known.heard(event("die", "a1", exitCode: 1), of: [environment()], at: 99)
    let seen = [container("a1", "api"), container("q1", "quotes", .paused)]

    let some = known.saw(
      ["trading-dev": [seen[0]]], asked: ["a1"], of: [environment()], heartbeat, heard: ["a1"])
    let all = known.saw(all: ["trading-dev": seen], of: [environment()], heartbeat, heard: ["a1"])
    let later = known.saw(["trading-dev": [seen[0]]], asked: ["a1"], of: [environment()], heartbeat)

    #expect(some[0].containers.map(\.state) == [.exited(code: 1), .running])
    #expect(all[0].containers.map(\.state) == [.exited(code: 1), .paused])
    #expect(later[0].containers.map(\.state) == [.running, .paused])
  }

  private func event(
    _ action: String, _ id: String, _ project: String = "trading-dev", exitCode: Int? = nil
  ) -> EngineEvent.Change {
    EngineEvent.Change(
      project: project, service: "api", action: action, containerID: id, exitCode: exitCode)
  }

  private func seen(_ containers: [String: [ContainerStatus]]) -> KnownStates {
    KnownStates(
      containers.map {
        EnvironmentStatus(
          environment: $0.key, engine: .answering, containers: $0.value, observedAt: 50)
      }, heartbeatSeconds: 15)
  }

  private func container(
    _ id: String, _ service: String, _ state: ContainerStatus.State = .running
  ) -> ContainerStatus {
    ContainerStatus(id: id, name: service, service: service, state: state)
  }
}
