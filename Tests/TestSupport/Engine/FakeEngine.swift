import FoundationEssentials
import Glibc
import Synchronization
import Threads

/// A fake engine. It serves the data of a test over HTTP/1.1 at a socket of its own, records the requests, and injects
/// faults.
package final class FakeEngine: Sendable {
  /// A short path, since the system allows no more than 107 bytes for that of a socket.
  package let folder: String
  private let core = FakeEngineCore()
  private let listener: Int32

  package var path: String { folder + "/docker.sock" }
  /// The address in the form of `DOCKER_HOST`.
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

  /// The data and the behaviour from now on.
  package func set(_ change: (inout FakeEngineState) -> Void) { core.change(change) }

  package var state: FakeEngineState { core.state }

  /// The requested paths in order, without version and query.
  package var asked: [String] { core.state.requests.map(\.path) }

  /// Waits until a condition holds. The time limit of the test ends an endless wait.
  package func wait(until holds: @escaping @Sendable (FakeEngineState) -> Bool) async {
    await core.wait(until: holds)
  }

  /// Waits until a path was requested the given number of times.
  package func wait(for path: String, count: Int = 1) async {
    await wait { $0.requests.count { $0.path == path } >= count }
  }

  /// Serves a connection that did not come by its socket, as a program would carry it; it takes the socket over.
  /// Returns once the other side has ended it, or the task is cancelled.
  package func serve(_ socket: Int32) async {
    let number = FakeConnection.serve(socket, core)
    await wait { $0.connections[number] == nil }
  }

  /// Closes idle connections, like a real engine after some minutes.
  package func endIdleConnections() {
    core.endConnections { !$0.isBusy }
  }

  /// Closes all connections except those of streams, even while they send a response.
  package func endCalls() {
    core.endConnections { $0.stream == nil }
  }

  package func endAllConnections() { core.endConnections { _ in true } }

  /// Breaks the streams of events and logs without ending their responses.
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
  /// Adds an event, a second after the last one, and sends it to all event streams.
  package func tell(
    _ action: String, of container: FakeContainer, _ attributes: [String: String] = [:]
  ) {
    core.tell { .container(action, container, attributes, time: $0) }
  }

  /// Sends an event of an image.
  package func tell(_ action: String, ofImage name: String) {
    core.tell { .image(action, name, time: $0) }
  }

  /// Sends arbitrary bytes to all event streams.
  package func tell(raw text: String) { core.send(Array(text.utf8), to: .events) }

  /// Sends one chunk with as many bytes as the sockets accept at once: of events, or of a container's output.
  ///
  /// - Parameter log: the container whose log is sent; `nil` sends events.
  /// - Returns: the number of bytes.
  package func offer(_ bytes: ArraySlice<UInt8>, log container: String? = nil) -> Int {
    core.offer(bytes.prefix(32 << 10), to: container.map { .log(of: $0) } ?? .events)
  }

  /// Ends the event streams like an engine that shuts down.
  package func endEvents() { core.end(.events) }

  /// Adds output of a container and sends it to the followers of its log.
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
