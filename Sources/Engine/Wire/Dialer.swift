import Environments
import Glibc
import Processes
import Synchronization

/// Opens connections to engines: directly to a local socket, otherwise through `docker … system dial-stdio`, so that
/// docker handles contexts, keys and certificates.
struct Dialer: Sendable {
  /// The docker program; `nil` when there is none.
  let client: String?
  /// The complete environment of the docker program.
  let environment: [String: String]
  let runner: any CommandRunner
  /// The sockets of contexts that were already resolved.
  private let sockets = KnownSockets()

  init(client: String?, environment: [String: String], runner: any CommandRunner) {
    self.client = client
    self.environment = environment
    self.runner = runner
  }

  /// - Parameter deadline: the time limit for a busy socket to accept the connection.
  func open(_ endpoint: Endpoint, within deadline: Duration) async -> Result<
    Connection, EngineUnavailable
  > {
    guard let path = await socketPath(of: endpoint) else { return openRelay(endpoint) }
    let result = await openSocket(path, endpoint, within: deadline)
    // The context may have changed since it was resolved.
    if case .failure = result { sockets.forget(endpoint) }
    return result
  }

  /// Makes the next connection resolve the context again.
  func forget(_ endpoint: Endpoint) { sockets.forget(endpoint) }

  private func socketPath(of endpoint: Endpoint) async -> String? {
    if let path = endpoint.socketPath { return path }
    guard case .context(let name, nil) = endpoint, let client else { return nil }
    if let known = sockets[endpoint] { return known }
    let found = await resolveContext(
      name, client: client, environment: environment, runner: runner
    ).socketPath
    sockets.note(found, of: endpoint)
    return found
  }

  private func openSocket(
    _ path: String, _ endpoint: Endpoint, within deadline: Duration
  ) async -> Result<Connection, EngineUnavailable> {
    guard var address = socketAddress(path) else {
      return .failure(
        EngineUnavailable(.unreachable("The path of the socket \(path) is too long.")))
    }
    let number = socket(AF_UNIX, socketKind, 0)
    guard number >= 0 else { return .failure(noDescriptor) }
    var code = connect(number, to: &address)
    let end = ContinuousClock.now + deadline
    // The backlog is full: the engine does not accept connections at the moment.
    while code == EAGAIN, ContinuousClock.now < end,
      (try? await Task.sleep(for: .milliseconds(50))) != nil
    {
      code = connect(number, to: &address)
    }
    guard code == 0 else {
      close(number)
      if code == EAGAIN {
        return .failure(
          EngineUnavailable(
            Task.isCancelled ? .notAskedYet : .silent(milliseconds: deadline.milliseconds)))
      }
      return .failure(refusal(code, path, endpoint))
    }
    return .success(Connection(taking: number))
  }

  /// The state of an engine whose socket cannot be opened.
  ///
  /// - Parameter code: the value of `errno`.
  func refusal(_ code: Int32, _ path: String, _ endpoint: Endpoint) -> EngineUnavailable {
    switch code {
    case EACCES, EPERM: return EngineUnavailable(forbidden(endpoint))
    case ENOENT where client == nil:
      return EngineUnavailable(.notInstalled(DockerInstallation.clientIsMissing))
    // Docker's own message, which operators know.
    default:
      return EngineUnavailable(
        .unreachable(
          "Cannot connect to the Docker daemon at unix://\(path). Is the docker daemon running?"))
    }
  }

  /// The value of `errno`, or 0 for success.
  private func connect(_ number: Int32, to address: inout sockaddr_un) -> Int32 {
    let result = withUnsafePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        Glibc.connect(number, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
      }
    }
    return result == 0 ? 0 : errno
  }

  private func openRelay(_ endpoint: Endpoint) -> Result<Connection, EngineUnavailable> {
    guard let client else {
      return .failure(EngineUnavailable(.notInstalled(DockerInstallation.clientIsMissing)))
    }
    let arguments = endpoint.arguments + ["system", "dial-stdio"]
    var command = Command(
      client, arguments, environment: environment, deadline: nil, grace: .milliseconds(500),
      outputBytesMax: 64 << 10, shown: ["docker"] + arguments)
    command = command.asking
    var ends: [Int32] = [-1, -1]
    guard socketpair(AF_UNIX, socketKind, 0, &ends) == 0 else { return .failure(noDescriptor) }
    // The program uses its end like a pipe; only the end in this process must not block.
    _ = fcntl(ends[1], F_SETFL, fcntl(ends[1], F_GETFL) & ~O_NONBLOCK)
    return .success(
      Connection(taking: ends[0], through: Relay(command, at: ends[1], runner: runner)))
  }

  private var noDescriptor: EngineUnavailable {
    EngineUnavailable(
      .unreachable("This process has no file descriptor left for a connection."))
  }
}

/// The known socket of each context; an inner `nil` is a context without a local socket.
private final class KnownSockets: Sendable {
  private let paths = Mutex<[Endpoint: String?]>([:])

  subscript(endpoint: Endpoint) -> String?? { paths.withLock { $0[endpoint] } }

  func note(_ path: String?, of endpoint: Endpoint) {
    paths.withLock { $0[endpoint] = .some(path) }
  }

  func forget(_ endpoint: Endpoint) { paths.withLock { $0[endpoint] = nil } }
}

private let socketKind = Int32(
  SOCK_STREAM.rawValue | SOCK_NONBLOCK.rawValue | SOCK_CLOEXEC.rawValue)

/// `nil` when the path is longer than the system allows.
private func socketAddress(_ path: String) -> sockaddr_un? {
  var address = sockaddr_un()
  address.sun_family = sa_family_t(AF_UNIX)
  let bytes = Array(path.utf8)
  return withUnsafeMutableBytes(of: &address.sun_path) { room in
    guard bytes.count < room.count else { return false }
    room.copyBytes(from: bytes)
    return true
  } ? address : nil
}
