import Environments
import Processes
import Synchronization
import TestSupport
import Testing

@testable import Engine

@Suite(.timeLimit(.minutes(2)))
struct `Reading a container's log` {
  @Test func `each stream comes on its own, with its times`() async {
    let fake = FakeEngine(container([.init("one\n"), .init("two\n", .errors), .init("three\n")]))

    let log = await read(engine(fake))

    #expect(log.ending == .whole)
    #expect(
      log.output == "2026-11-23T00:00:01.000000000Z one\n2026-11-23T00:00:01.000000000Z three\n")
    #expect(log.errors == "2026-11-23T00:00:01.000000000Z two\n")
  }

  @Test func `it is the same when its frames come in pieces`() async {
    let fake = FakeEngine(container([.init("one\n"), .init("two\n", .errors)]))
    let whole = await read(engine(fake))
    fake.set { $0.faults["/containers/a1/logs"] = .dropByDrop }

    let inDrops = await read(engine(fake))

    #expect(inDrops == whole)
    #expect(inDrops.errors.hasSuffix("two\n"))
  }

  @Test func `a container with a terminal has one stream`() async {
    let fake = FakeEngine(
      container([.init("one\r\n"), .init("two\r\n", .errors)], hasTerminal: true))

    let log = await read(engine(fake))

    #expect(
      log
        == Read(
          ending: .whole,
          output: "2026-11-23T00:00:01.000000000Z one\r\n2026-11-23T00:00:01.000000000Z two\r\n"))
  }

  @Test func `the engine is asked for what is wanted, and for no more`() async {
    let fake = FakeEngine(
      container([.init("old\n", time: 1_795_392_000), .init("1\n"), .init("2\n")]))

    let log = await read(engine(fake), since: 1_795_392_001_000_000_000, tail: 1)

    #expect(log.output == "2026-11-23T00:00:01.000000000Z 2\n")
    #expect(
      fake.state.requests.last?.query == [
        "stdout": "1", "stderr": "1", "timestamps": "1", "since": "1795392001.000000000",
        "tail": "1",
      ])
  }

  @Test func `a follower receives new lines until the container ends`() async {
    let fake = FakeEngine(container([.init("one\n")]))

    let log = await read(engine(fake), isFollowing: true) { text in
      if text.hasSuffix("one\n") { fake.write(.init("two\n", .errors), toLogOf: "a1") }
      if text.hasSuffix("two\n") { fake.endLog(of: "a1") }
    }

    #expect(log.ending == .whole)
    #expect(log.errors == "2026-11-23T00:00:01.000000000Z two\n")
  }

  @Test func `a follower that stops leaves nothing open`() async {
    let fake = FakeEngine(container([]))
    let engine = engine(fake)
    let reading = Task { await read(engine, isFollowing: true) }
    await fake.wait { $0.streamCount == 1 }

    reading.cancel()
    let log = await reading.value
    await fake.wait { $0.connectionCount == 0 }

    #expect(log.ending == .cancelled)
  }

  @Test func `the engine's own words say why it ends`() async {
    let fake = FakeEngine(
      container([.init("one\n"), .init("Error grabbing logs:\ninvalid character", .words)]))

    let log = await read(engine(fake))

    #expect(log.ending == .refused("Error grabbing logs:^Jinvalid character"))
    #expect(log.output.hasSuffix("one\n"))
  }

  @Test(arguments: [
    (404, "No such container: a1", LogEnding.gone),
    (409, "can not get logs from container which is dead or marked for removal", .gone),
    (
      501, "configured logging driver does not support reading",
      .refused("configured logging driver does not support reading")
    ),
  ])
  func `a log that there is none of is told apart from an engine that fails`(
    status: Int, words: String, ending: LogEnding
  ) async {
    let fake = FakeEngine(container([], refusal: (status, words)))

    #expect(await read(engine(fake)).ending == ending)
  }

  @Test func `a proxy that has no words is told by its number`() async {
    let fake = FakeEngine(container([]))
    fake.set { $0.faults["/containers/a1/logs"] = .html(502) }

    #expect(await read(engine(fake)).ending == .refused("the engine answers HTTP 502"))
  }

  @Test func `a reader without permission gets the refusal`() async {
    let fake = FakeEngine(container([]))
    fake.set { $0.faults["/containers/a1/logs"] = .status(403, "no") }

    #expect(
      await read(engine(fake)).ending
        == .lost(
          EngineUnavailable(
            .forbidden(
              "\(fake.address) refuses the request. A proxy or an authorization plugin in front of the engine does not allow it."
            ))))
  }

  @Test func `a refusal that never ends is given up at the deadline`() async {
    let fake = FakeEngine(container([]))
    fake.set { $0.faults["/containers/a1/logs"] = .halfAnswered(500) }

    let log = await read(engine(fake, deadline: .milliseconds(200)), isFollowing: true)

    #expect(log.ending == .lost(EngineUnavailable(.silent(milliseconds: 200))))
  }

  @Test func `a stream that breaks is lost, and what came stays`() async {
    let fake = FakeEngine(container([.init("one\n")]))

    let log = await read(engine(fake), isFollowing: true) { _ in fake.breakStreams() }

    #expect(log.output.hasSuffix("one\n"))
    #expect(
      log.ending
        == .lost(
          EngineUnavailable(.unreachable("The engine at \(fake.address) ended the connection."))))
  }

  @Test func `a hundred megabytes of garbage cost no memory`() async throws {
    let fake = FakeEngine(container([]))
    fake.set {
      $0.faults["/containers/a1/logs"] = .endlessBody(bytes: 100 << 20)
      $0.faults["/version"] = .endlessBody(bytes: 100 << 20)
    }

    let probe = await SubprocessRunner().run(
      Command(
        BuiltProducts.folder + "/engine-probe", [fake.address],
        environment: SanitizerOptions.inherited, deadline: .seconds(90)))

    let numbers = probe.output.split { !$0.isNumber }.compactMap { Int($0) }
    try #require(numbers.count == 2, "\(probe)")
    #expect(numbers[0] < 10)
    // The limit of a response, and the copy that a growing array makes.
    #expect(numbers[1] < 60)
  }

  @Test func `a silent log does not block other calls to the engine`() async throws {
    let fake = FakeEngine(container([]))
    let engine = engine(fake)
    let reading = Task { await read(engine, isFollowing: true) }
    await fake.wait { $0.streamCount == 1 }

    _ = try await engine.version().get()

    reading.cancel()
    _ = await reading.value
  }

  @Test func `the last lines come without times, those of both streams`() async {
    let fake = FakeEngine(
      container([.init("1\n"), .init("2\n"), .init("3\n", .errors), .init("4\n", .errors)]))

    #expect(await engine(fake).lastLines(of: "a1", count: 3) == ["2", "3", "4"])
  }

  @Test func `the last lines come without the secrets that the container was created with`() async {
    let fake = FakeEngine(
      FakeContainer("a1") {
        $0.variables = ["DB_PASSWORD=old-pw-4711"]
        $0.log = [.init("login with old-pw-4711 failed\n")]
      })

    #expect(await engine(fake).lastLines(of: "a1", count: 3) == ["login with ••• failed"])
  }

  @Test func `the last line of a terminal may be shorter than the head of a frame`() async {
    let fake = FakeEngine(container([.init("ok\n")], hasTerminal: true))

    #expect(await engine(fake).lastLines(of: "a1", count: 3) == ["ok"])
  }

  @Test func `of a container that is gone there are none`() async {
    #expect(await engine(FakeEngine()).lastLines(of: "a1", count: 3) == [])
  }

  private func container(
    _ log: [FakeLogLine], hasTerminal: Bool = false, refusal: (Int, String)? = nil
  ) -> FakeContainer {
    FakeContainer("a1") {
      $0.log = log
      $0.hasTerminal = hasTerminal
      $0.logRefusal = refusal.map { (status: $0.0, words: $0.1) }
    }
  }

  private struct Read: Hashable {
    var ending: LogEnding
    var output = ""
    var errors = ""
  }

  private func read(
    _ engine: Engine, isFollowing: Bool = false, since: Int? = nil, tail: Int? = nil,
    _ heard: @escaping @Sendable (String) -> Void = { _ in }
  ) async -> Read {
    let parts = Mutex(Read(ending: .whole))
    let ending = await engine.readLog(of: "a1", isFollowing: isFollowing, since: since, tail: tail)
    {
      stream, bytes in
      let text = String(decoding: bytes, as: UTF8.self)
      parts.withLock { parts in
        if stream == .output { parts.output += text } else { parts.errors += text }
      }
      heard(text)
    }
    var read = parts.withLock { $0 }
    read.ending = ending
    return read
  }
}
