import Engine
import Environments
import Synchronization
import TestSupport
import Testing

@testable import Operations

@Suite(.timeLimit(.minutes(2)))
struct `Following engines` {
  private let engine = FakeEngine()

  @Test func `an engine that hangs delays no other`() async throws {
    let hung = FakeEngine()
    hung.set { $0.faults["*"] = .silent }

    let watches = [watch(hung), watch(engine)]
    let first = await withTaskGroup(of: [EnvironmentStatus].self) { group in
      for watch in watches {
        group.addTask { await statuses(of: watch).first { _ in true } ?? [] }
      }
      defer { group.cancelAll() }
      return await group.next()
    }

    #expect(first?.map(\.engine) == [.answering])
  }

  @Test func `a hung engine takes no slot from others, however many calls wait for it`() async {
    let limiter = Limiter(limit: 1)
    let hung = Endpoint.host("unix:///hung")

    let answers = await withTaskGroup(of: String.self) { group in
      for _ in 0..<10 {
        group.addTask {
          await limiter.run(on: hung) { try? await Task.sleep(for: .seconds(600)) }
          return "hung"
        }
      }
      group.addTask { await limiter.run(on: .local) { "other engine" } }
      group.addTask { await limiter.run { "no engine" } }
      let first = [await group.next(), await group.next()]
      group.cancelAll()
      return first
    }

    #expect(Set(answers) == ["other engine", "no engine"])
  }

  @Test func `after a break, events are asked for from the last one on`() async throws {
    engine.tell("start", of: FakeContainer("a1"))
    let running = run(watch(engine))

    await engine.wait { $0.streamCount == 1 }
    engine.endEvents()
    await engine.wait(for: "/events", count: 2)
    await running.end()

    let asked = engine.state.requests.filter { $0.path == "/events" }.map { $0.query["since"] }
    #expect(asked == ["1795392000.000000000", "1795392001.000000000"])
  }

  @Test func `another engine at the same address is told, and asked from its own time on`()
    async throws
  {
    let running = run(watch(engine))

    await engine.wait { $0.streamCount == 1 }
    becomeAnother()
    engine.breakStreams()
    await engine.wait(for: "/events", count: 2)
    await running.end()

    #expect(running.told.filter { $0 == .replaced || $0 == .returned } == [.replaced, .returned])
    #expect(lastSince == "1801526400.000000000")
  }

  @Test
  func
    `another engine at the same address is noticed by the next heartbeat although a connection stays`()
    async throws
  {
    let running = run(watch(engine, heartbeat: .milliseconds(50)))

    await engine.wait { $0.streamCount == 1 }
    becomeAnother()
    // The stream of events stays.
    engine.endCalls()
    await engine.wait(for: "/events", count: 2)
    await running.end()

    #expect(running.told.count { $0 == .replaced } == 1)
    #expect(lastSince == "1801526400.000000000")
  }

  @Test func `what an event tells is known while the engine still clears up`() async throws {
    let container = FakeContainer("a1")
    engine.set { $0.containers = [container] }

    let told = statuses(of: watch(engine))
    var last: ContainerStatus.State?
    var count = 0
    for await statuses in told {
      count += 1
      last = statuses[0].containers.first?.state
      // At the start, and when the events attach.
      if count == 2 {
        engine.set { $0.faults["/containers/a1/json"] = .silent }
        engine.tell("die", of: container, ["exitCode": "3"])
      }
      if last != .running { break }
    }

    #expect(last == .exited(code: 3))
  }

  @Test func `an event causes a refresh of its container alone`() async throws {
    let container = FakeContainer("a1")

    let told = statuses(of: watch(engine))
    var all: [[EnvironmentStatus]] = []
    for await statuses in told {
      all.append(statuses)
      // At the start, and when the events attach.
      if all.count == 2 {
        engine.set { $0.containers = [container] }
        engine.tell("start", of: container)
      }
      if !statuses[0].containers.isEmpty { break }
    }

    #expect(all.last?[0].containers.map(\.id) == ["a1"])
    #expect(engine.asked.count { $0 == "/containers/json" } == 2)
    #expect(engine.asked.last == "/containers/a1/json")
  }

  @Test func `a heartbeat notices silence, and its end as well`() async throws {
    var states: [EngineState] = []
    for await statuses in statuses(
      of: watch(engine, heartbeat: .milliseconds(100), deadline: .seconds(3)))
    {
      let state = statuses[0].engine
      if states.last != state { states.append(state) }
      switch states.count {
      case 1: engine.set { $0.faults["*"] = .silent }
      case 2: engine.set { $0.faults = [:] }
      default: break
      }
      if states.count == 3 { break }
    }

    #expect(states == [.answering, .silent(milliseconds: 3000), .answering])
  }

  private func becomeAnother() {
    engine.set {
      $0.id = "OTHE:R"
      $0.systemTime = "2027-02-02T00:00:00Z"
    }
  }

  /// From when the last stream of events was asked for.
  private var lastSince: String? {
    engine.state.requests.last { $0.path == "/events" }?.query["since"]
  }

  private func watch(
    _ engine: FakeEngine, heartbeat: Duration = .seconds(15), deadline: Duration? = nil
  ) -> EngineWatch {
    var pace = EnginePace(heartbeat: heartbeat)
    pace.pause = .milliseconds(10)
    let docker = docker(FakeCommandRunner([]), on: engine, deadline: deadline)
    return EngineWatch(docker.engines[docker.callerEndpoint], pace: pace) { [environment()] }
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

  private func run(_ watch: EngineWatch) -> RunningWatch { RunningWatch(watch) }
}

/// A watch that runs, and what it has told.
private final class RunningWatch: Sendable {
  private let news = Mutex<[EngineNews]>([])
  private let running = Mutex<Task<Void, Never>?>(nil)

  init(_ watch: EngineWatch) {
    running.withLock { running in
      running = Task { await watch.run { news in self.news.withLock { $0.append(news) } } }
    }
  }

  var told: [EngineNews] { news.withLock { $0 } }

  func end() async {
    let task = running.withLock { $0 }
    task?.cancel()
    await task?.value
  }
}
