import Glibc
import Testing
import Threads

/// Part of this target because only the room Engine uses the room Threads' single type.
@Suite(.timeLimit(.minutes(2)))
struct `Waiting for descriptors` {
  @Test func `one that can be read is ready at once`() async throws {
    let pair = try Pair()
    pair.write()

    #expect(await Readiness.shared.wait(for: .readable, of: pair.here, until: nil) == .ready)
    // It still is: nothing was read.
    #expect(await Readiness.shared.wait(for: .readable, of: pair.here, until: nil) == .ready)
  }

  @Test func `one that can be written is, too, and one that is full is once it was read from`()
    async throws
  {
    let pair = try Pair()
    #expect(await Readiness.shared.wait(for: .writable, of: pair.here, until: nil) == .ready)
    pair.fill()

    async let waiting = Readiness.shared.wait(for: .writable, of: pair.here, until: nil)
    pair.drain()

    #expect(await waiting == .ready)
  }

  @Test func `one that becomes ready later is told then`() async throws {
    let pair = try Pair()

    async let waiting = Readiness.shared.wait(for: .readable, of: pair.here, until: nil)
    pair.write()

    #expect(await waiting == .ready)
  }

  @Test func `one whose other side has gone is ready: reading tells the end`() async throws {
    let pair = try Pair()

    async let waiting = Readiness.shared.wait(for: .readable, of: pair.here, until: nil)
    pair.closeThere()

    #expect(await waiting == .ready)
  }

  @Test func `a silent one is late at its moment, and not before`() async throws {
    let pair = try Pair()
    let end = ContinuousClock.now + .milliseconds(50)

    let waiting = await Readiness.shared.wait(for: .readable, of: pair.here, until: end)

    #expect(waiting == .late)
    #expect(ContinuousClock.now >= end)
  }

  @Test func `a moment that has passed is late at once, unless it is ready`() async throws {
    let pair = try Pair()

    #expect(
      await Readiness.shared.wait(for: .readable, of: pair.here, until: .now - .seconds(1)) == .late
    )
  }

  @Test func `a sooner moment that is set later comes first`() async throws {
    let pairs = try [Pair(), Pair()]
    let later = Task {
      await Readiness.shared.wait(for: .readable, of: pairs[0].here, until: .now + .seconds(600))
    }

    let sooner = await Readiness.shared.wait(
      for: .readable, of: pairs[1].here, until: .now + .milliseconds(20))
    later.cancel()

    #expect(sooner == .late)
    #expect(await later.value == .cancelled)
  }

  @Test func `whose task is cancelled waits no longer`() async throws {
    let pair = try Pair()
    let waiting = Task { await Readiness.shared.wait(for: .readable, of: pair.here, until: nil) }

    waiting.cancel()

    #expect(await waiting.value == .cancelled)
    // The earlier wait has ended, so a new one can begin.
    pair.write()
    #expect(await Readiness.shared.wait(for: .readable, of: pair.here, until: nil) == .ready)
  }

  @Test func `whose task was cancelled before does not begin to`() async throws {
    let pair = try Pair()
    let waiting = Task {
      // Until it is cancelled.
      try? await Task.sleep(for: .seconds(600))
      return await Readiness.shared.wait(for: .readable, of: pair.here, until: nil)
    }

    waiting.cancel()

    #expect(await waiting.value == .cancelled)
  }

  @Test func `many at once are told apart`() async throws {
    let pairs = try (0..<200).map { _ in try Pair() }

    let ready = await withTaskGroup(of: (Int, Waiting).self) { group in
      for (number, pair) in pairs.enumerated() {
        group.addTask {
          let end: ContinuousClock.Instant? = number % 2 == 0 ? nil : .now + .milliseconds(200)
          return (number, await Readiness.shared.wait(for: .readable, of: pair.here, until: end))
        }
      }
      for (number, pair) in pairs.enumerated() where number % 2 == 0 { pair.write() }
      return await group.reduce(into: [Int: Waiting]()) { $0[$1.0] = $1.1 }
    }

    #expect(
      ready.filter { $0.value == .ready }.keys.sorted() == Array(stride(from: 0, to: 200, by: 2)))
    #expect(
      ready.filter { $0.value == .late }.keys.sorted() == Array(stride(from: 1, to: 200, by: 2)))
  }

  @Test func `a descriptor that cannot be waited for is late and blocks nothing`() async throws {
    let file = open("/dev/null", O_RDONLY | O_CLOEXEC)
    defer { close(file) }

    #expect(await Readiness.shared.wait(for: .readable, of: file, until: nil) == .late)
    #expect(await Readiness.shared.wait(for: .readable, of: -1, until: nil) == .late)
  }

  @Test func `a number that is another file by now has a wait of its own`() async throws {
    let pair = try Pair()
    let waiting = Task { await Readiness.shared.wait(for: .readable, of: pair.here, until: nil) }
    waiting.cancel()
    _ = await waiting.value
    let other = try Pair()
    // The old number now means the new file.
    dup2(other.here, pair.here)
    other.write()

    #expect(await Readiness.shared.wait(for: .readable, of: pair.here, until: nil) == .ready)
  }
}

/// The two non-blocking ends of a connection.
private final class Pair: Sendable {
  let here: Int32
  private let there: Int32

  init() throws {
    var ends: [Int32] = [-1, -1]
    let kind = Int32(SOCK_STREAM.rawValue | SOCK_NONBLOCK.rawValue | SOCK_CLOEXEC.rawValue)
    try #require(socketpair(AF_UNIX, kind, 0, &ends) == 0)
    (here, there) = (ends[0], ends[1])
  }

  deinit {
    close(here)
    close(there)
  }

  /// Sends bytes from the other side.
  func write() { _ = send(there, "x", 1, Int32(MSG_NOSIGNAL)) }

  func closeThere() { shutdown(there, Int32(SHUT_RDWR)) }

  /// Sends bytes from this side until the buffer is full.
  func fill() {
    let bytes = [UInt8](repeating: 0, count: 4096)
    while send(here, bytes, bytes.count, Int32(MSG_NOSIGNAL)) > 0 {}
  }

  /// The other side reads all of it.
  func drain() {
    var bytes = [UInt8](repeating: 0, count: 1 << 16)
    while recv(there, &bytes, bytes.count, 0) > 0 {}
  }
}
