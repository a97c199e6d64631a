import Environments
import FoundationEssentials
import Glibc
import TestSupport
import Testing

@testable import Engine

@Suite(.timeLimit(.minutes(2)))
struct `Keeping connections` {
  private let fake = FakeEngine()

  @Test func `one call after another uses the same`() async throws {
    let engine = engine(fake)

    let counts = try await [engine.ping().get(), engine.ping().get(), engine.ping().get()]

    #expect(counts == [1, 1, 1])
    #expect(fake.state.connectionsEver == 1)
    #expect(fake.asked == ["/_ping", "/_ping", "/_ping", "/_ping"])
  }

  @Test
  func `one that the engine has closed is replaced without the caller's notice`()
    async throws
  {
    let engine = engine(fake)
    _ = try await engine.ping().get()
    fake.endIdleConnections()

    let count = try await engine.ping().get()

    #expect(count == 2)
    #expect(fake.state.connectionsEver == 2)
  }

  @Test func `it is replaced once, and an engine that goes on so is told`() async throws {
    let engine = engine(fake)
    _ = try await engine.ping().get()
    fake.set { $0.faults["/version"] = .says("") }

    let answer = await engine.version()

    #expect(answer.fault == .unreachable("The engine at \(fake.address) ended the connection."))
    #expect(fake.asked == ["/_ping", "/_ping", "/version", "/_ping", "/version"])
  }

  @Test func `one that says that it will end is not used again`() async throws {
    let engine = engine(fake)
    fake.set {
      $0.faults["/version"] = .says(
        "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 17\r\n\r\n{\"Version\": \"28\"}")
    }

    let versions = try await [engine.version().get(), engine.version().get()]

    #expect(versions == ["28", "28"])
    #expect(fake.asked == ["/_ping", "/version", "/_ping", "/version"])
  }

  @Test func `an engine that keeps none is asked one question over each`() async throws {
    fake.set {
      $0.faults["*"] = .says(
        "HTTP/1.1 200 OK\r\nApi-Version: 1.41\r\nConnection: close\r\nContent-Length: 17\r\n\r\n{\"Version\": \"28\"}"
      )
    }

    let version = try await engine(fake).version().get()

    #expect(version == "28")
    #expect(fake.asked == ["/_ping", "/version"])
  }

  @Test func `an engine that goes on saying that it will answer soon is none`() async throws {
    fake.set {
      $0.faults["*"] = .says(String(repeating: "HTTP/1.1 100 Continue\r\n\r\n", count: 100))
    }

    let fault = try #require(await engine(fake).version().fault)

    guard case .unreachable(let words) = fault else {
      Issue.record("\(fault)")
      return
    }
    #expect(words.hasPrefix("No Docker engine answers at \(fake.address)"))
  }

  @Test func `a renewed engine is reached at its current address`() async throws {
    let other = FakeEngine()
    other.set { $0.version = "28.5.2" }
    let link = fake.path + "-link"
    #expect(symlink(fake.path, link) == 0)
    defer { unlink(link) }
    let engine = engine(at: .host("unix://" + link), FakeCommandRunner([]))

    let before = try await engine.version().get()
    unlink(link)
    #expect(symlink(other.path, link) == 0)
    let kept = try await engine.version().get()
    engine.renew()
    let after = try await engine.version().get()

    #expect([before, kept, after] == ["20.10.24+dfsg1", "20.10.24+dfsg1", "28.5.2"])
  }

  @Test func `calls at the same time have one each`() async throws {
    let engine = engine(fake)
    fake.set { $0.faults["/version"] = .silent }
    async let first = engine.version()
    async let second = engine.version()
    await fake.wait(for: "/version", count: 2)
    _ = try await engine.ping().get()
    let open = fake.state.connectionCount
    for _ in 0..<3 { _ = try await engine.ping().get() }

    #expect(open == 3)
    #expect(fake.state.connectionsEver == 3)
    fake.endAllConnections()
    #expect(await [first, second].compactMap(\.fault).count == 2)
  }

  @Test func `an answer is the same in chunks, and byte by byte`() async throws {
    fake.set {
      $0.containers = (0..<40).map { number in FakeContainer("c\(number)") { $0.number = number } }
    }
    let whole = try await engine(fake).containers(of: ["trading-dev"]).get()

    fake.set { $0.isChunking = true }
    let inChunks = try await engine(fake).containers(of: ["trading-dev"]).get()
    fake.set { $0.faults["*"] = .dropByDrop }
    let inDrops = try await engine(fake).containers(of: ["trading-dev"]).get()

    #expect(whole["trading-dev"]?.count == 40)
    #expect(inChunks == whole)
    #expect(inDrops == whole)
  }
}

@Suite(.timeLimit(.minutes(2)))
struct `Giving up on an engine` {
  private let fake = FakeEngine()

  @Test(arguments: ["/_ping", "/version"])
  func `that takes the call and does not answer: it is silent, and nothing stays open`(path: String)
    async
  {
    fake.set { $0.faults[path] = .silent }

    let answer = await engine(fake, deadline: .milliseconds(200)).version()
    await fake.wait { $0.connectionCount == 0 }

    #expect(answer.fault == .silent(milliseconds: 200))
  }

  @Test(arguments: ["/_ping", "/version"])
  func `because the caller cancels: at once, and nothing stays open`(path: String) async {
    fake.set { $0.faults[path] = .silent }
    let engine = engine(fake, deadline: .seconds(600))
    let asking = Task { await engine.version() }
    await fake.wait(for: path)

    asking.cancel()
    let answer = await asking.value
    await fake.wait { $0.connectionCount == 0 }

    #expect(answer.fault == .notAskedYet)
  }

  @Test func `before it was asked`() async {
    let engine = engine(fake, deadline: .seconds(600))
    fake.set { $0.faults["*"] = .silent }
    let asking = Task {
      // Until it is cancelled.
      try? await Task.sleep(for: .seconds(600))
      return await engine.version()
    }

    asking.cancel()

    #expect(await asking.value.fault == .notAskedYet)
  }

  @Test(arguments: [0, 1, 10, 60, 200])
  func `that ends in the middle of an answer`(count: Int) async {
    fake.set { $0.faults["/info"] = .cut(after: count) }

    let answer = await engine(fake).host()

    #expect(answer.fault == .unreachable("The engine at \(fake.address) ended the connection."))
  }

  @Test(arguments: [
    (
      FakeFault.says("SSH-2.0-OpenSSH_9.2p1\r\n"),
      "it says \"SSH-2.0-OpenSSH_9.2p1\" (invalid constant string)"
    ),
    (
      .endlessHead(bytes: 100 << 20),
      "it says \"X-More: and more\" (too many header bytes seen; overflow detected)"
    ),
    (.endlessBody(bytes: 100 << 20), "its answer is longer than 16 MiB"),
    (.html(200), "its answer is not the JSON that was asked for"),
    (.html(502), "it answers HTTP 502"),
    (
      .says("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n[]"),
      "its answer is not the JSON that was asked for"
    ),
  ])
  func `that is none, with the reason`(
    fault: FakeFault, words: String
  ) async {
    fake.set { $0.faults["/version"] = fault }

    let answer = await engine(fake).version()

    #expect(answer.fault == .unreachable("No Docker engine answers at \(fake.address): \(words)."))
  }

  @Test(arguments: [
    (FakeFault.html(403), FakeFault.html(403)), (.status(403, "no"), .status(403, "no")),
    (
      .status(500, "authorization denied by plugin opa: not you"),
      .status(500, "authorization denied by plugin opa: not you")
    ),
  ])
  func `that something in front of it forbids`(ping: FakeFault, list: FakeFault) async {
    let words =
      "\(fake.address) refuses the request. A proxy or an authorization plugin in front of the engine does not allow it."
    fake.set { $0.faults["/_ping"] = ping }
    let atOnce = await engine(fake).containers(of: ["x"])
    fake.set { $0.faults = ["/containers/json": list] }
    let later = await engine(fake).containers(of: ["x"])

    #expect(atOnce.fault == .forbidden(words))
    #expect(later.fault == .forbidden(words))
  }

  @Test func `that fails, in its own words on one line`() async {
    fake.set { $0.faults["/containers/json"] = .status(500, "something\tnew") }

    #expect(await engine(fake).containers(of: ["x"]).fault == .unreachable("something^Inew"))
  }

  @Test func `that answered wrong once is asked over the same connection`() async throws {
    let engine = engine(fake)
    fake.set { $0.faults["/version"] = .status(500, "no") }
    _ = await engine.version()
    fake.set { $0.faults = [:] }

    _ = try await engine.version().get()

    #expect(fake.state.connectionsEver == 1)
  }
}

struct `Reaching the socket of an engine` {
  @Test func `that is not there`() async {
    let answer = await engine(at: .host("unix:///nowhere/docker.sock"), FakeCommandRunner([]))
      .version()

    #expect(
      answer.fault
        == .unreachable(
          "Cannot connect to the Docker daemon at unix:///nowhere/docker.sock. Is the docker daemon running?"
        ))
  }

  @Test func `that is not there, and no docker either`() async {
    let answer = await engine(
      at: .host("unix:///nowhere/docker.sock"), FakeCommandRunner([]), client: nil
    )
    .version()

    #expect(answer.fault == .notInstalled(DockerInstallation.clientIsMissing))
  }

  @Test func `that has one, and no docker here`() async throws {
    let fake = FakeEngine()

    #expect(
      await engine(at: .host(fake.address), FakeCommandRunner([]), client: nil).version()
        == .success("20.10.24+dfsg1"))
  }

  @Test func `at which nothing listens`() async throws {
    let path = "/tmp/triptych-deaf-\(UUID().uuidString.prefix(8))"
    #expect(FileManager.default.createFile(atPath: path, contents: nil))
    defer { unlink(path) }

    let answer = await engine(at: .host("unix://\(path)"), FakeCommandRunner([])).version()

    #expect(
      answer.fault
        == .unreachable(
          "Cannot connect to the Docker daemon at unix://\(path). Is the docker daemon running?"))
  }

  @Test func `whose path is longer than the system takes`() async {
    let path = "/" + String(repeating: "x", count: 107)

    let answer = await engine(at: .host("unix://\(path)"), FakeCommandRunner([])).version()

    #expect(answer.fault == .unreachable("The path of the socket \(path) is too long."))
  }

  @Test(arguments: [EACCES, EPERM])
  func `that is for others`(code: Int32) async throws {
    let dialer = Dialer(client: nil, environment: [:], runner: FakeCommandRunner([]))

    // Tests may run as root, which may open every socket.
    let refusal = dialer.refusal(code, "/x", .host("unix:///x"))

    #expect(
      refusal.state
        == .forbidden(
          "This user may not talk to docker at unix:///x. "
            + "Add it to the group docker (sudo usermod -aG docker $USER) and log in again."))
  }
}
