import Glibc
import Processes
import Threads

/// One connection to an engine, which carries one question at a time.
actor Connection {
  /// Closed with the last who holds it.
  private final class Socket: Sendable {
    let number: Int32
    init(_ number: Int32) { self.number = number }
    deinit { close(number) }
  }

  private static let pieceBytes = 64 << 10

  private let socket: Socket
  private var parser: AnswerParser?
  private var hasHeard = false
  /// How much longer the other side is waited for; `nil` is as long as it takes.
  private var patience: Duration?
  /// What the program at the other end does; `nil` for an engine's own socket.
  nonisolated let relay: Relay?

  /// Takes over an open socket, which must not block.
  init(taking socket: Int32, through relay: Relay? = nil) {
    self.socket = Socket(socket)
    self.relay = relay
  }

  deinit { relay?.end() }

  /// Whether the last answer is over, whole, and the engine keeps the connection for another one.
  var isFree: Bool { parser?.keepsConnection ?? true }

  /// How long the other side is waited for from now on, all together. What this machine lets pass is not its fault.
  func wait(atMost patience: Duration?) { self.patience = patience }

  /// Asks by GET and waits for the head of the answer.
  ///
  /// - Parameter target: a path with its query, such as `/v1.41/info`.
  func ask(_ target: String) async throws(ConnectionFault) -> AnswerParser.Head {
    guard let parser = AnswerParser() else { throw .closed }
    self.parser = parser
    hasHeard = false
    // HTTP/1.1 wants a host (RFC 9112, 3.2); the engine does not look at it.
    try await write(
      "GET \(target) HTTP/1.1\r\nHost: docker\r\nUser-Agent: triptych\r\n\r\n")
    while true {
      if let head = parser.head { return head }
      try await read(into: parser)
    }
  }

  /// What comes next of the body; `nil` when it is over.
  func next() async throws(ConnectionFault) -> [UInt8]? {
    guard let parser else { return nil }
    while true {
      let piece = parser.takeBody()
      if !piece.isEmpty { return piece }
      if parser.isComplete { return nil }
      try await read(into: parser)
    }
  }

  /// The rest of the body.
  func rest(bytesMax: Int) async throws(ConnectionFault) -> [UInt8] {
    var body: [UInt8] = []
    while let piece = try await next() {
      guard body.count + piece.count <= bytesMax else { throw .tooLarge(bytesMax: bytesMax) }
      body += piece
    }
    return body
  }

  private func write(_ text: String) async throws(ConnectionFault) {
    var rest = Array(text.utf8)[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes {
        send(socket.number, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
      }
      if count > 0 {
        rest = rest.dropFirst(count)
      } else if errno == EAGAIN {
        try await wait(for: .writable)
      } else if errno != EINTR {
        throw .closed
      }
    }
  }

  private func read(into parser: AnswerParser) async throws(ConnectionFault) {
    // One that always has something to say is never waited for.
    if Task.isCancelled { throw .cancelled }
    switch receive(into: parser) {
    case .nothingYet: try await wait(for: .readable)
    case .bytes: hasHeard = true
    case .nonsense(let words): throw .notHTTP(words)
    case .end:
      // Some answers end with their connection.
      guard hasHeard, parser.end() else { throw hasHeard ? .cut : .closed }
    }
  }

  private enum Received {
    case nothingYet, bytes, end
    case nonsense(String)
  }

  private func receive(into parser: AnswerParser) -> Received {
    withUnsafeTemporaryAllocation(byteCount: Self.pieceBytes, alignment: 1) { buffer in
      let count = recv(socket.number, buffer.baseAddress, buffer.count, 0)
      if count == 0 { return .end }
      guard count > 0 else { return errno == EAGAIN || errno == EINTR ? .nothingYet : .end }
      let bytes = UnsafeRawBufferPointer(rebasing: buffer[..<count])
      return parser.feed(bytes) ? .bytes : .nonsense(Self.words(bytes, parser.error))
    }
  }

  private func wait(for event: Readiness.Event) async throws(ConnectionFault) {
    let end = patience.map { ContinuousClock.now + $0 }
    let (result, took) = await Readiness.shared.timedWait(
      for: event, of: socket.number, until: end)
    if let left = patience { patience = max(.zero, left - took) }
    switch result {
    case .ready: return
    case .late: throw .late
    case .cancelled: throw .cancelled
    }
  }

  /// `"SSH-2.0-OpenSSH" (invalid constant string)`.
  private static func words(_ bytes: UnsafeRawBufferPointer, _ error: String) -> String {
    let beginning = String(decoding: bytes.prefix(40).prefix { $0 >= 32 }, as: UTF8.self)
    return "\"\(beginning)\" (\(error))"
  }
}

/// Why a connection brought no whole answer.
enum ConnectionFault: Error, Hashable {
  /// The other side ended it before it said anything.
  case closed
  /// It ended, or broke, in the middle of an answer.
  case cut
  /// What came is no HTTP; its beginning, in words.
  case notHTTP(String)
  /// The answer is longer than anybody needs.
  case tooLarge(bytesMax: Int)
  case late
  case cancelled
}

/// A docker program that carries the bytes of one connection to an engine that has no socket here.
final class Relay: Sendable {
  private let program: Task<CommandResult, Never>

  /// Starts `docker … system dial-stdio` with its input and output at the other end of a socket, which it takes over.
  init(_ command: Command, at socket: Int32, runner: any CommandRunner) {
    // Not structured: it lives as long as its connection.
    program = Task { await runner.run(command, over: socket) }
  }

  func end() { program.cancel() }

  /// How it ended, with its words: asked when its connection has broken. One that still runs is ended.
  func result(within patience: Duration) async -> CommandResult {
    let impatience = Task {
      try await Task.sleep(for: patience)
      program.cancel()
    }
    defer { impatience.cancel() }
    return await program.value
  }
}
