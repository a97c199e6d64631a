import Environments
import Synchronization
import Testing

@testable import Operations

@Suite(.timeLimit(.minutes(2)))
struct `Following engines` {
  @Test func `one that hangs keeps nobody else waiting`() async throws {
    let fake = try FakeDocker(
      """
      case $address in *hung*) exec sleep 600;; esac
      case $verb in
        info) echo "ID 2026-01-01T00:00:00Z";;
        events) exec sleep 600;;
      esac
      """)

    let hung = watch(fake.docker(), "unix:///hung")
    let well = watch(fake.docker(), "unix:///well")
    let first = await withTaskGroup(of: [EnvironmentStatus].self) { group in
      group.addTask { await statuses(of: hung).first { _ in true } ?? [] }
      group.addTask { await statuses(of: well).first { _ in true } ?? [] }
      defer { group.cancelAll() }
      return await group.next()
    }

    #expect(first?.map(\.engine) == [.answering])
  }

  @Test func `a hung engine takes no turn from others, however many calls wait for it`() async {
    let turns = Turns(limit: 1)
    let hung = Endpoint.host("unix:///hung")

    let answers = await withTaskGroup(of: String.self) { group in
      for _ in 0..<10 {
        group.addTask {
          await turns.take(on: hung) { try? await Task.sleep(for: .seconds(600)) }
          return "hung"
        }
      }
      group.addTask { await turns.take(on: .local) { "other engine" } }
      group.addTask { await turns.take { "no engine" } }
      let first = [await group.next(), await group.next()]
      group.cancelAll()
      return first
    }

    #expect(Set(answers) == ["other engine", "no engine"])
  }

  @Test func `after a break, events are asked for from the last one on`() async throws {
    let event =
      #"{"Type":"container","Action":"start","Actor":{"ID":"a1","Attributes":"#
      + #"{"com.docker.compose.project":"trading-dev"}},"timeNano":1795386229078841561}"#
    let fake = try FakeDocker(
      """
      case $verb in
        info) echo "ID 2026-01-01T00:00:00.5Z";;
        events) if [ -e broken ]; then exec sleep 600; fi; touch broken; echo '\(event)';;
      esac
      """)

    try await wait(for: watch(fake.docker(), "unix:///one")) {
      fake.calls.count { $0.contains(" events ") } == 2
    }

    let asked = fake.calls.filter { $0.contains(" events ") }
      .map { $0.split(separator: " ")[4] }
    #expect(asked == ["2026-01-01T00:00:00.5Z", "1795386229.078841561"])
  }

  @Test func `another engine at the same address is told, and asked from its own time on`()
    async throws
  {
    let fake = try FakeDocker(
      """
      case $verb in
        info) if [ -e broken ]; then echo "NEW 2026-02-02T00:00:00Z"
          else echo "OLD 2026-01-01T00:00:00Z"; fi;;
        events) if [ -e broken ]; then exec sleep 600; fi; touch broken;;
      esac
      """)
    let told = Mutex<[EngineNews]>([])

    try await wait(for: watch(fake.docker(), "unix:///one")) {
      fake.calls.count { $0.contains(" events ") } == 2
    } report: { news in
      told.withLock { $0.append(news) }
    }

    let replaced = told.withLock { $0.filter { $0 == .replaced || $0 == .returned } }
    #expect(replaced == [.replaced, .returned])
    #expect(fake.calls.last { $0.contains(" events ") }?.contains("2026-02-02T00:00:00Z") == true)
  }

  @Test func `another engine behind a connection that stays is noticed by the next sign of life`()
    async throws
  {
    let fake = try FakeDocker(
      """
      case $verb in
        info) if [ -e other ]; then echo "NEW 2026-02-02T00:00:00Z"
          else echo "OLD 2026-01-01T00:00:00Z"; fi;;
        events) touch other; exec sleep 600;;
      esac
      """)
    let told = Mutex<[EngineNews]>([])

    try await wait(for: watch(fake.docker(), "unix:///one", turn: .milliseconds(50))) {
      told.withLock { $0.contains(.replaced) }
        && fake.calls.contains { $0.contains(" events --since 2026-02-02T00:00:00Z") }
    } report: { news in
      told.withLock { $0.append(news) }
    }

    #expect(told.withLock { $0.count { $0 == .replaced } } == 1)
  }

  @Test func `what an event tells is known while the engine still clears up`() async throws {
    let event =
      #"{"Type":"container","Action":"die","Actor":{"ID":"a1","Attributes":"#
      + #"{"com.docker.compose.project":"trading-dev","exitCode":"3"}}}"#
    let fake = try FakeDocker(
      """
      case $verb in
        info) echo "ID 2026-01-01T00:00:00Z";;
        ps) echo "a1 trading-dev";;
        events) until [ -e now ]; do sleep 0.02; done; touch busy; echo '\(event)'; exec sleep 600;;
        inspect) if [ -e busy ]; then exec sleep 600; fi; cat container;;
      esac
      """)
    try fake.write("container", inspected("a1"))

    let told = statuses(of: watch(fake.docker(), "unix:///one"))
    var last: ContainerStatus.State?
    var count = 0
    for await statuses in told {
      count += 1
      last = statuses[0].containers.first?.state
      if count == 2 { try fake.write("now") }
      if last != .running { break }
    }

    #expect(last == .exited(code: 3))
  }

  @Test func `an event is looked at by asking for its container alone`() async throws {
    let event =
      #"{"Type":"container","Action":"start","Actor":{"ID":"a1","Attributes":"#
      + #"{"com.docker.compose.project":"trading-dev"}}}"#
    let fake = try FakeDocker(
      """
      case $verb in
        info) echo "ID 2026-01-01T00:00:00Z";;
        events) until [ -e now ]; do sleep 0.02; done; echo '\(event)'; exec sleep 600;;
        inspect) cat container;;
      esac
      """)
    try fake.write("container", inspected("a1"))

    let told = statuses(of: watch(fake.docker(), "unix:///one"))
    var all: [[EnvironmentStatus]] = []
    for await statuses in told {
      all.append(statuses)
      // At the start, and when the events attach.
      if all.count == 2 { try fake.write("now") }
      if !statuses[0].containers.isEmpty { break }
    }

    #expect(all.last?[0].containers.map(\.id) == ["a1"])
    #expect(fake.calls.count { $0.contains(" ps ") } == 2)
    #expect(fake.calls.last?.hasSuffix(" a1") == true)
  }

  @Test func `silence is noticed by its turn, and its end as well`() async throws {
    let fake = try FakeDocker(
      """
      if [ -e hung ]; then exec sleep 600; fi
      case $verb in
        info) echo "ID 2026-01-01T00:00:00Z";;
        version) echo 20.10.24;;
        events) exec sleep 600;;
      esac
      """)
    let docker = fake.docker(deadline: .seconds(3))

    var states: [EngineState] = []
    for await statuses in statuses(of: watch(docker, "unix:///one", turn: .milliseconds(100))) {
      let state = statuses[0].engine
      if states.last != state { states.append(state) }
      switch states.count {
      case 1: try fake.write("hung")
      case 2: fake.remove("hung")
      default: break
      }
      if states.count == 3 { break }
    }

    #expect(states == [.answering, .silent(milliseconds: 3000), .answering])
  }

  private func watch(
    _ docker: Docker, _ address: String, turn: Duration = .seconds(15)
  ) -> EngineWatch {
    var pace = EnginePace(turn: turn)
    pace.pause = .milliseconds(10)
    return EngineWatch(docker, endpoint: .host(address), pace: pace) { [environment()] }
  }

  /// What it tells of the containers, until nobody listens.
  private func statuses(of watch: EngineWatch) -> AsyncStream<[EnvironmentStatus]> {
    AsyncStream { continuation in
      let running = Task {
        await watch.run {
          if case .statuses(let statuses) = $0 { continuation.yield(statuses) }
        }
      }
      continuation.onTermination = { _ in running.cancel() }
    }
  }

  /// Runs it until something holds.
  private func wait(
    for watch: EngineWatch, until holds: () -> Bool,
    report: @escaping @Sendable (EngineNews) -> Void = { _ in }
  ) async throws {
    let running = Task { await watch.run(report: report) }
    while !holds() { try await Task.sleep(for: .milliseconds(20)) }
    running.cancel()
    await running.value
  }
}
