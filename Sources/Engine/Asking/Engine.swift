import Environments
import Glibc
import Processes
import Synchronization

/// A read-only client of an engine's API. Connections are kept open and use the newest version of the API that both
/// sides support. Every call has a deadline, and every response has a size limit.
///
/// The API is described at https://docs.docker.com/reference/api/engine/.
package final class Engine: Sendable {
  package let endpoint: Endpoint
  /// The time after which an engine that has not responded counts as silent.
  package let deadline: Duration
  private let dialer: Dialer
  private let idle = Mutex<[Line]>([])
  private let opened = Atomic(0)
  private let slowest = Mutex(Duration.zero)
  let feed = EventFeed()

  /// A connection with the negotiated version of the API.
  struct Line: Sendable {
    var connection: Connection
    var version: APIVersion
    /// Whether an earlier call used the connection: the engine may have closed it since.
    var isUsed = false
  }

  /// Several calls on one connection, each with the engine's deadline.
  struct Session: Sendable {
    fileprivate let line: Line
    fileprivate let deadline: Duration
    /// The time after which no further call begins.
    fileprivate let end: ContinuousClock.Instant
    fileprivate let timed: @Sendable (Duration) -> Void

    func get(_ target: String) async throws(Interruption) -> Answer {
      let began = ContinuousClock.now
      let answer = try await answer(open(target))
      timed(began.duration(to: .now))
      return answer
    }

    /// Reads the rest of the response.
    func answer(_ head: AnswerParser.Head) async throws(Interruption) -> Answer {
      do throws(ConnectionFault) {
        let body = try await line.connection.rest(bytesMax: Answer.bytesMax)
        return Answer(status: head.status, body: body)
      } catch { throw .connection(error) }
    }

    /// Waits for the head only; `next` returns the body piece by piece.
    func open(_ target: String) async throws(Interruption) -> AnswerParser.Head {
      do throws(ConnectionFault) {
        guard ContinuousClock.now < end else { throw ConnectionFault.late }
        await line.connection.wait(atMost: deadline)
        return try await line.connection.ask("/v\(line.version)\(target)")
      } catch { throw .connection(error) }
    }

    /// The next piece of the body, without a deadline; `nil` at the end.
    func next() async throws(Interruption) -> [UInt8]? {
      await line.connection.wait(atMost: nil)
      do throws(ConnectionFault) { return try await line.connection.next() } catch {
        throw .connection(error)
      }
    }
  }

  init(_ endpoint: Endpoint, deadline: Duration, dialer: Dialer) {
    self.endpoint = endpoint
    self.deadline = deadline
    self.dialer = dialer
  }

  /// The duration of the slowest call since the previous call of this function.
  package func takeSlowest() -> Duration {
    slowest.withLock { slowest in
      defer { slowest = .zero }
      return slowest
    }
  }

  var connectionsEver: Int { opened.load(ordering: .relaxed) }

  /// Runs calls on one connection. If the engine closed the connection while it was idle, the work runs again once,
  /// on a new connection.
  func session<Value: Sendable>(
    isStream: Bool = false,
    _ work: @Sendable (Session) async throws(Interruption) -> Value
  ) async -> Result<Value, EngineUnavailable> {
    let end = ContinuousClock.now + max(deadline * 4, .seconds(60))
    var mayTryAgain = true
    while true {
      let line: Line
      switch await isStream ? dial() : take() {
      case .failure(let fault): return .failure(fault)
      case .success(let open): line = open
      }
      do throws(Interruption) {
        let value = try await work(
          Session(line: line, deadline: deadline, end: end) { took in
            self.slowest.withLock { $0 = max($0, took) }
          })
        await giveBack(line)
        return .success(value)
      } catch {
        switch error {
        case .connection(.closed) where line.isUsed && mayTryAgain:
          mayTryAgain = false
          // The other idle connections are as old, and so probably closed as well.
          idle.withLock { $0 = [] }
        case .connection(let fault):
          return .failure(await reason(fault, line.connection))
        case .engine(let fault):
          await giveBack(line)
          return .failure(fault)
        }
      }
    }
  }

  /// Uses new connections from now on: another engine may have taken over the address or context, while open
  /// connections still lead to the previous one.
  package func renew() {
    idle.withLock { $0 = [] }
    dialer.forget(endpoint)
  }

  /// Uses new connections for an engine on this machine, where opening one takes a millisecond.
  package func renewIfNear() {
    idle.withLock { $0.removeAll { $0.connection.relay == nil } }
  }

  private func take() async -> Result<Line, EngineUnavailable> {
    if let line = idle.withLock({ $0.popLast() }) {
      await line.connection.wait(atMost: deadline)
      return .success(line)
    }
    return await dial()
  }

  private func giveBack(_ line: Line) async {
    guard await line.connection.isFree else { return }
    var line = line
    line.isUsed = true
    idle.withLock { idle in
      // A connection through docker's relay costs 24 MB, so only one is kept for the next call.
      if idle.count < (line.connection.relay == nil ? 2 : 1) { idle.append(line) }
    }
  }

  /// Opens a connection and negotiates the version of the API.
  private func dial() async -> Result<Line, EngineUnavailable> {
    let connection: Connection
    switch await dialer.open(endpoint, within: deadline) {
    case .failure(let fault): return .failure(fault)
    case .success(let open): connection = open
    }
    await connection.wait(atMost: deadline)
    do throws(ConnectionFault) {
      let head = try await connection.ask("/_ping")
      let body = try await connection.rest(bytesMax: Answer.bytesMax)
      opened.add(1, ordering: .relaxed)
      guard case .success(let version) = version(head, body), await !connection.isFree else {
        return version(head, body).map { Line(connection: connection, version: $0) }
      }
      // Some proxies close the connection after each response.
      return await dialer.open(endpoint, within: deadline).map {
        Line(connection: $0, version: version)
      }
    } catch {
      return .failure(await reason(error, connection))
    }
  }

  private func version(
    _ head: AnswerParser.Head, _ body: [UInt8]
  ) -> Result<APIVersion, EngineUnavailable> {
    let answer = Answer(status: head.status, body: body)
    if head.status == 403 { return .failure(.refused(by: endpoint)) }
    guard let text = head.apiVersion, let version = APIVersion(text) else {
      // An engine that requires TLS reports that in plain HTTP.
      let words = String(decoding: body, as: UTF8.self)
      if let reason = EngineReason(words: words, on: endpoint) {
        return .failure(EngineUnavailable(reason.state))
      }
      return .failure(
        .noEngine(at: endpoint, "it answers HTTP \(head.status) and reports no version of its API"))
    }
    guard version >= .oldest else {
      return .failure(
        EngineUnavailable(
          .unreachable(
            "The engine at \(endpoint) has API version \(version); triptych needs \(APIVersion.oldest) "
              + "(Docker 20.10) or newer.")))
    }
    guard answer.isSuccess else { return .failure(answer.fault(endpoint)) }
    return .success(min(version, .newest))
  }

  /// The state of the engine that a failed connection implies.
  private func reason(
    _ fault: ConnectionFault, _ connection: Connection
  ) async -> EngineUnavailable {
    switch fault {
    case .late: return EngineUnavailable(.silent(milliseconds: deadline.milliseconds))
    case .cancelled: return EngineUnavailable(.notAskedYet)
    case .notHTTP(let words): return .noEngine(at: endpoint, "it says \(words)")
    case .tooLarge(let bytesMax):
      return .noEngine(
        at: endpoint, "its answer is longer than \(ByteAmount.words(Double(bytesMax)))")
    case .closed, .cut:
      guard let relay = connection.relay else {
        return EngineUnavailable(.unreachable("The engine at \(endpoint) ended the connection."))
      }
      var result = await relay.result(within: Self.relayPatience)
      if fault == .closed, result.lacksReason { result = await idleResult() ?? result }
      // The relay outlived its connection and was terminated here, so only its error output counts.
      if result.ending == .cancelled { result.ending = .exited(code: 1) }
      if case .exited = result.ending, lastLine(result.errors).isEmpty {
        return EngineUnavailable(
          .unreachable("docker's connection to \(endpoint) ended without an error message."))
      }
      return EngineUnavailable(result, on: endpoint)
    }
  }

  /// The result of a relay without a request; `nil` when the relay does not end.
  ///
  /// Docker reports only a failed write when the connection ends while it writes the request: with TLS 1.3 an engine
  /// may refuse a certificate that late, and an ssh program that ends closes docker's pipe to it. An idle connection
  /// ends with the reason.
  private func idleResult() async -> CommandResult? {
    guard case .success(let connection) = await dialer.open(endpoint, within: deadline),
      let relay = connection.relay
    else {
      return nil
    }
    // The relay ends with its connection, and this is the only reference to it.
    defer { withExtendedLifetime(connection) {} }
    let result = await relay.result(within: Self.relayPatience)
    return result.ending == .cancelled ? nil : result
  }

  private static let relayPatience = Duration.seconds(1)
}

extension CommandResult {
  /// Whether the relay reports nothing but a failed write, to the network or to the pipe of the ssh program.
  fileprivate var lacksReason: Bool {
    ["write: connection reset by peer", "write: broken pipe", "write |1: broken pipe"]
      .contains(where: errors.contains)
  }
}

/// The reason why a session was interrupted.
enum Interruption: Error {
  case connection(ConnectionFault)
  /// The engine responded with an error.
  case engine(EngineUnavailable)
}

/// The engine that answers at an endpoint, and its clock.
package struct EngineIdentity: Hashable, Sendable {
  /// Created once for each data folder of an engine: a different identifier means a different engine.
  package var id: String
  /// Nanoseconds since 1970.
  package var timeNanoseconds: Int

  package init(id: String, timeNanoseconds: Int) {
    self.id = id
    self.timeNanoseconds = timeNanoseconds
  }
}

/// The engines that a program uses, each with its open connections.
package final class Engines: Sendable {
  private let dialer: Dialer
  private let deadline: Duration?
  private let engines = Mutex<[Endpoint: Engine]>([:])

  /// - Parameters:
  ///   - client: the docker program, through which engines without a local socket are reached; `nil` when there is
  ///     none.
  ///   - environment: the complete environment of the docker program.
  ///   - deadline: the time limit of a call; `nil` uses that of the endpoint.
  package init(
    client: String?, environment: [String: String], runner: any CommandRunner,
    deadline: Duration? = nil
  ) {
    self.deadline = deadline
    dialer = Dialer(client: client, environment: environment, runner: runner)
  }

  package subscript(endpoint: Endpoint) -> Engine {
    engines.withLock { engines in
      if let engine = engines[endpoint] { return engine }
      let engine = Engine(endpoint, deadline: deadline ?? endpoint.deadline, dialer: dialer)
      engines[endpoint] = engine
      return engine
    }
  }
}
