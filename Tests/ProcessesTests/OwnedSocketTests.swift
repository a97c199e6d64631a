import Glibc
import Testing

@testable import Processes

struct `A program over a socket` {
  @Test func `reads and writes it, and the other end sees when it is gone`() async throws {
    let (ours, theirs) = try pair()

    async let result = SubprocessRunner().run(
      Command("/bin/sh", ["-c", "read word; echo \"$word\"; echo so >&2"]), over: theirs)
    send(ours, "hello\n", 6, 0)
    let ending = await result
    var bytes = [UInt8](repeating: 0, count: 16)
    let count = recv(ours, &bytes, bytes.count, 0)
    let end = recv(ours, &bytes, bytes.count, 0)
    close(ours)

    #expect(ending.isSuccess)
    #expect(ending.errors == "so\n")
    #expect(String(decoding: bytes.prefix(count), as: UTF8.self) == "hello\n")
    #expect(end == 0)
  }

  @Test func `is closed only once, even when its number is in use again`() throws {
    let (ours, given) = try pair()
    // A descriptor number that no other file of this process gets.
    let theirs = fcntl(given, F_DUPFD_CLOEXEC, 900)
    close(given)
    let socket = OwnedSocket(theirs)

    socket.close()
    #expect(dup2(ours, theirs) == theirs)
    socket.close()

    #expect(fcntl(theirs, F_GETFD) >= 0)
    close(theirs)
    close(ours)
  }

  private func pair() throws -> (Int32, Int32) {
    var ends: [Int32] = [-1, -1]
    try #require(
      socketpair(AF_UNIX, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0, &ends) == 0)
    return (ends[0], ends[1])
  }
}
