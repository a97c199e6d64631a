import FoundationEssentials
import Glibc
import Synchronization
import Threads

/// An engine that is none. At a socket of its own it serves over HTTP/1.1 what a test sets, remembers what it was asked,
/// and does wrong what it is told to.
package final class FakeEngine: Sendable {
  /// Short: the system takes no more than 107 bytes of a socket's path.
  package let folder: String
  private let core = FakeEngineCore()
  private let listener: Int32

  package var path: String { folder + "/docker.sock" }
  /// As `DOCKER_HOST` takes it.
  package var address: String { "unix://" + path }

  package init(_ containers: FakeContainer...) {
    folder = "/tmp/triptych-engine-" + String(UInt32.random(in: 0 ... .max), radix: 36)
    mkdir(folder, 0o700)
    listener = Self.listen(at: folder + "/docker.sock")
    core.change { $0.containers = containers }
    let isStarted = BlockingThread.start { [core, listener] in
      var connection = accept(listener, nil, nil)
      while connection >= 0 {
        _ = fcntl(connection, F_SETFD, FD_CLOEXEC)
        FakeConnection.serve(connection, core)
        connection = accept(listener, nil, nil)
      }
      close(listener)
    }
    precondition(isStarted, "the system has no thread left")
  }

  deinit {
    core.endConnections(wanted: { _ in true })
    shutdown(listener, Int32(SHUT_RDWR))
    try? FileManager.default.removeItem(atPath: folder)
  }

  /// What it knows and how it behaves, from now on.
  package func set(_ change: (inout FakeEngineState) -> Void) { core.change(change) }

  package var state: FakeEngineState { core.state }

  /// The paths that it was asked for, in order, without version and query.
  package var asked: [String] { core.state.requests.map(\.path) }

  /// Returns once something holds. What waits for good is ended by the time limit of its test.
  package func wait(until holds: @escaping @Sendable (FakeEngineState) -> Bool) async {
    await core.wait(until: holds)
  }

  /// Returns once it was asked for a path that often.
  package func wait(for path: String, count: Int = 1) async {
    await wait { $0.requests.count { $0.path == path } >= count }
  }

  /// Serves a connection that did not come by its socket, as a program would carry it; it takes the socket over. Returns
  /// once the other side has ended it, or the task is cancelled.
  package func serve(_ socket: Int32) async {
    let number = FakeConnection.serve(socket, core)
    await wait { $0.connections[number] == nil }
  }

  /// Ends the connections that wait for another question, as a real one does after some minutes.
  package func endIdleConnections() {
    core.endConnections { !$0.isBusy }
  }

  /// Ends all connections but those of streams, whether an answer is on its way or not.
  package func endCalls() {
    core.endConnections { $0.stream == nil }
  }

  package func endAllConnections() { core.endConnections { _ in true } }

  /// Breaks the streams of events and logs in their middle.
  package func breakStreams() {
    core.endConnections { $0.stream != nil }
  }

  private static func listen(at path: String) -> Int32 {
    let number = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8) }
    let isBound = withUnsafePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(number, $0, socklen_t(MemoryLayout<sockaddr_un>.size)) == 0
      }
    }
    precondition(isBound && Glibc.listen(number, 64) == 0, "there is no socket at \(path)")
    return number
  }
}

extension FakeEngine {
  /// Tells of an event, a second after the last one: to those who listen, and to those who ask for what happened since.
  package func tell(
    _ action: String, of container: FakeContainer, _ attributes: [String: String] = [:]
  ) {
    core.tell { .container(action, container, attributes, time: $0) }
  }

  /// Tells of an event of an image.
  package func tell(_ action: String, ofImage name: String) {
    core.tell { .image(action, name, time: $0) }
  }

  /// Sends bytes to all who listen to events, whatever they are.
  package func tell(raw text: String) { core.send(Array(text.utf8), to: .events) }

  /// Sends as much as the others take at once, in one chunk: of events, or of what the container writes to its output.
  ///
  /// - Parameter log: the container's; `nil` is the events.
  /// - Returns: how many bytes that were.
  package func offer(_ bytes: ArraySlice<UInt8>, log container: String? = nil) -> Int {
    core.offer(bytes.prefix(32 << 10), to: container.map { .log(of: $0) } ?? .events)
  }

  /// Ends the streams of events as an engine does that shuts down.
  package func endEvents() { core.end(.events) }

  /// The container writes; who follows its log gets it at once.
  package func write(_ line: FakeLogLine, toLogOf id: String) {
    core.change { state in
      guard let index = state.containers.firstIndex(where: { $0.id == id }) else { return }
      state.containers[index].log.append(line)
    }
    core.sendLine(line, ofContainer: id)
  }

  /// Ends the streams of a container's log, as they end with the container.
  package func endLog(of id: String) { core.end(.log(of: id)) }
}
