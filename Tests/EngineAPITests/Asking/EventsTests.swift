import Environments
import TestSupport
import Testing

@testable import Engine

@Suite(.timeLimit(.minutes(2)))
struct `Following an engine` {
  private let container = FakeContainer("a1")

  @Test func `events come as small values, and the end says why`() async {
    let fake = FakeEngine()
    var events: [EngineEvent] = []

    for await event in engine(fake).events() {
      if event == .attached {
        fake.tell("health_status: healthy", of: container)
        fake.tell("die", of: container, ["exitCode": "137"])
        fake.tell(
          raw: "not json\n{\"Action\":\"start\",\"Actor\":{\"ID\":\"z9\",\"Attributes\":{}}}\n")
        fake.tell("delete", ofImage: "img:1")
        fake.endEvents()
      }
      events.append(event)
    }

    #expect(
      events == [
        .attached,
        .container(
          .init(
            project: "trading-dev", service: "api", action: "health_status: healthy",
            containerID: "a1", timeNanoseconds: 1_795_392_001_000_000_000)),
        .container(
          .init(
            project: "trading-dev", service: "api", action: "die", containerID: "a1", exitCode: 137,
            timeNanoseconds: 1_795_392_002_000_000_000)),
        .image(name: "img:1", timeNanoseconds: 1_795_392_003_000_000_000),
        .lost(reason: "The engine ended the stream of events."),
      ])
  }

  @Test func `what happened since a moment is told first`() async {
    let fake = FakeEngine()
    fake.tell("create", of: container)
    fake.tell("start", of: container)
    fake.tell("die", of: container)

    let events = engine(fake).events(since: 1_795_392_002_000_000_000)
    let actions = await events.prefix(3).reduce(into: [String]()) { $0 += $1.actions }

    #expect(actions == ["start", "die"])
    #expect(fake.state.requests.last?.query["since"] == "1795392002.000000000")
  }

  @Test func `only what changes a container or an image is asked for`() async throws {
    let fake = FakeEngine()

    for await event in engine(fake).events() where event == .attached { break }

    let filters = try #require(fake.state.requests.last?.filters)
    #expect(filters["type"] == ["container", "image"])
    #expect(filters["event"]?.contains("die") == true)
    #expect(filters["event"]?.contains { $0.hasPrefix("exec") } == false)
  }

  @Test func `an unreadable line of any length is left out`() async {
    let fake = FakeEngine()
    fake.set { $0.faults["/events"] = .endlessBody(bytes: 4 << 20) }

    let events = await engine(fake).events().reduce(into: []) { $0.append($1) }

    #expect(
      events == [.attached, .lost(reason: "The engine at \(fake.address) ended the connection.")])
  }

  @Test func `a stream that breaks is lost`() async {
    let fake = FakeEngine()
    var last: EngineEvent?

    for await event in engine(fake).events() {
      if event == .attached { fake.breakStreams() }
      last = event
    }

    #expect(last == .lost(reason: "The engine at \(fake.address) ended the connection."))
  }

  @Test(arguments: [
    (FakeFault.status(500, "no"), "it answers HTTP 500 when asked for events"),
    (.html(502), "it answers HTTP 502 when asked for events"),
  ])
  func `an engine that gives no events says so at once`(fault: FakeFault, words: String) async {
    let fake = FakeEngine()
    fake.set { $0.faults["/events"] = fault }

    let events = await engine(fake).events().reduce(into: []) { $0.append($1) }

    #expect(events == [.lost(reason: "No Docker engine answers at \(fake.address): \(words).")])
  }
}

@Suite(.timeLimit(.minutes(2)))
struct `Sharing a stream of events` {
  private let fake = FakeEngine()

  @Test func `all listeners share one, and a late listener learns at once that it is attached`()
    async
  {
    let engine = engine(fake)
    var first = engine.events().makeAsyncIterator()
    let attached = await first.next()

    var second = engine.events().makeAsyncIterator()
    let attachedLater = await second.next()
    fake.tell("start", of: FakeContainer("a1"))

    #expect([attached, attachedLater] == [.attached, .attached])
    #expect([await first.next()?.actions, await second.next()?.actions] == [["start"], ["start"]])
    #expect(fake.asked.count { $0 == "/events" } == 1)
  }

  @Test func `it stays open for the remaining listeners and ends with the last`() async {
    let engine = engine(fake)
    let first = listen(to: engine)
    let second = listen(to: engine)
    await first.attached()
    await second.attached()

    await first.leave()
    fake.tell("start", of: FakeContainer("a1"))
    await second.heard("start")
    let whileOneListens = fake.state.streamCount
    await second.leave()
    await fake.wait { $0.streamCount == 0 }

    #expect(whileOneListens == 1)
    #expect(fake.asked.count { $0 == "/events" } == 1)
  }

  @Test func `a listener after a loss gets a new one`() async {
    let engine = engine(fake)
    for await event in engine.events() where event == .attached { fake.endEvents() }

    for await event in engine.events() where event == .attached { break }

    #expect(fake.asked.count { $0 == "/events" } == 2)
  }

  @Test func `a listener after all others have left gets a new one`() async {
    let engine = engine(fake)
    for await event in engine.events() where event == .attached { break }
    await fake.wait { $0.streamCount == 0 }

    for await event in engine.events() where event == .attached { break }

    #expect(fake.asked.count { $0 == "/events" } == 2)
  }

  @Test func `two listeners that begin at the same time open one`() async {
    let engine = engine(fake)

    let listeners = await withTaskGroup(of: Listener.self) { group in
      for _ in 0..<20 { group.addTask { listen(to: engine) } }
      return await group.reduce(into: []) { $0.append($1) }
    }
    for listener in listeners { await listener.attached() }

    #expect(fake.asked.count { $0 == "/events" } == 1)
  }

  private func listen(to engine: Engine) -> Listener { Listener(engine.events()) }
}

/// A listener to events.
private final class Listener: Sendable {
  private let task: Task<Void, Never>
  private let events: AsyncStream<EngineEvent>

  init(_ stream: AsyncStream<EngineEvent>) {
    let (events, feed) = AsyncStream.makeStream(of: EngineEvent.self)
    self.events = events
    task = Task {
      for await event in stream { feed.yield(event) }
      feed.finish()
    }
  }

  func attached() async { for await event in events where event == .attached { return } }

  func heard(_ action: String) async {
    for await event in events where event.actions == [action] { return }
  }

  func leave() async {
    task.cancel()
    await task.value
  }
}

extension EngineEvent {
  /// What happened to a container; empty for any other event.
  fileprivate var actions: [String] {
    if case .container(let change) = self { [change.action] } else { [] }
  }
}
