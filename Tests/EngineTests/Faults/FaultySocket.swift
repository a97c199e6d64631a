import Foundation
import Glibc
import Synchronization

/// A socket where an engine is expected, and something else answers.
final class FaultySocket: Sendable {
  enum Behaviour: Sendable {
    /// Answers this to whatever is asked, and hangs up.
    case says(String)
    /// Hands everything on to an engine's socket, each question so much later.
    case delays(milliseconds: UInt32, to: String)
  }

  let address: String
  private let path: String
  private let listener: Int32
  private let behaviour: Behaviour

  init(_ behaviour: Behaviour) throws {
    path = "/tmp/triptych-faulty-\(UUID().uuidString.prefix(8)).sock"
    address = "unix://" + path
    self.behaviour = behaviour
    listener = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
    let path = path
    let listener = listener
    let isBound = withUnixAddress(path) { bind(listener, $0, $1) == 0 }
    guard isBound, listen(listener, 64) == 0 else {
      throw PrivateEngine.Failure("\(path): no socket")
    }
    Thread.detachNewThread { Self.serve(listener, behaviour) }
  }

  /// Only this user may open it from now on.
  func belongs(to user: uid_t) {
    chown(path, user, user)
    chmod(path, 0o600)
  }

  deinit {
    // Wakes the one who waits for a connection; it ends then.
    shutdown(listener, Int32(SHUT_RDWR))
    close(listener)
    unlink(path)
  }

  private static func serve(_ listener: Int32, _ behaviour: Behaviour) {
    while true {
      let client = accept(listener, nil, nil)
      if client < 0 { return }
      Thread.detachNewThread {
        answer(client, behaviour)
        close(client)
      }
    }
  }

  private static func answer(_ client: Int32, _ behaviour: Behaviour) {
    switch behaviour {
    case .says(let words):
      // Whoever hangs up before it was asked is a broken pipe, which is another fault.
      var question = [UInt8](repeating: 0, count: 65536)
      guard recv(client, &question, question.count, 0) > 0 else { return }
      let bytes = Array(words.utf8)
      send(client, bytes, bytes.count, Int32(MSG_NOSIGNAL))
      shutdown(client, Int32(SHUT_WR))
      while recv(client, &question, question.count, 0) > 0 {}
    case .delays(let milliseconds, let path):
      let engine = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
      defer { close(engine) }
      guard withUnixAddress(path, { connect(engine, $0, $1) == 0 }) else { return }
      hand(client, engine, later: milliseconds)
    }
  }

  /// Both ways, until either side has nothing more to say.
  private static func hand(
    _ client: Int32, _ engine: Int32, later milliseconds: UInt32
  ) {
    var bytes = [UInt8](repeating: 0, count: 65536)
    while true {
      var watched = [
        pollfd(fd: client, events: Int16(POLLIN), revents: 0),
        pollfd(fd: engine, events: Int16(POLLIN), revents: 0),
      ]
      guard poll(&watched, 2, -1) > 0 else { return }
      for (from, to) in [(0, engine), (1, client)] where watched[from].revents != 0 {
        let count = recv(watched[from].fd, &bytes, bytes.count, 0)
        if from == 0, count > 0 { usleep(milliseconds * 1000) }
        guard count > 0, send(to, bytes, count, Int32(MSG_NOSIGNAL)) == count else {
          return
        }
      }
    }
  }
}

private func withUnixAddress<Result>(
  _ path: String, _ body: (UnsafePointer<sockaddr>, socklen_t) -> Result
) -> Result {
  var address = sockaddr_un()
  address.sun_family = sa_family_t(AF_UNIX)
  withUnsafeMutableBytes(of: &address.sun_path) { room in
    precondition(path.utf8.count < room.count, "the path of a socket is short")
    room.copyBytes(from: path.utf8)
  }
  return withUnsafePointer(to: &address) { pointer in
    pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
      body($0, socklen_t(MemoryLayout<sockaddr_un>.size))
    }
  }
}
