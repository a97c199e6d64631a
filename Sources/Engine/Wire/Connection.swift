import Glibc
import Threads

/// A connection to an engine, which carries one request at a time.
actor Connection {
  /// Closed when the last reference is released.
  private final class Socket: Sendable {
    let number: Int32
    init(_ number: Int32) { self.number = number }
    deinit { close(number) }
  }

  private static let pieceBytes = 64 << 10

  private let socket: Socket
  private var parser: AnswerParser?
  private var hasHeard = false
  /// The remaining time to wait for the engine; `nil` is without limit.
  private var patience: Duration?
  /// The docker program at the other end; `nil` for a connection to the engine's socket.
  nonisolated let relay: Relay?

  /// Takes ownership of an open, non-blocking socket.
  init(taking socket: Int32, through relay: Relay? = nil) {
    self.socket = Socket(socket)
    self.relay = relay
  }

  deinit { relay?.end() }

  /// Whether the last response is complete and the engine keeps the connection open.
  var isFree: Bool { parser?.keepsConnection ?? true }

  /// Limits the total time to wait for the engine from now on. Delays of this machine do not count.
  func wait(atMost patience: Duration?) { self.patience = patience }

  /// Sends a GET request and waits for the head of the response.
  ///
  /// - Parameter target: a path with its query, such as `/v1.41/info`.
  func ask(_ target: String) async throws(ConnectionFault) -> AnswerParser.Head {
    guard let parser = AnswerParser() else { throw .closed }
    self.parser = parser
    hasHeard = false
    // HTTP/1.1 requires a host (RFC 9112, 3.2); the engine ignores it.
    try await write(
      "GET \(target) HTTP/1.1\r\nHost: docker\r\nUser-Agent: triptych\r\n\r\n")
    while true {
      if let head = parser.head { return head }
      try await read(into: parser)
    }
  }

  /// The next piece of the body; `nil` at the end.
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
    // A connection that always has data never waits, and so never notices cancellation.
    if Task.isCancelled { throw .cancelled }
    switch receive(into: parser) {
    case .nothingYet: try await wait(for: .readable)
    case .bytes: hasHeard = true
    case .nonsense(let words): throw .notHTTP(words)
    case .end:
      // The end of some responses is the end of their connection.
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

/// The reason why a connection delivered no complete response.
enum ConnectionFault: Error, Hashable {
  /// The other side closed the connection before it sent anything.
  case closed
  /// The connection ended in the middle of a response.
  case cut
  /// The bytes are not HTTP; their beginning, in words.
  case notHTTP(String)
  /// The response exceeds the limit.
  case tooLarge(bytesMax: Int)
  case late
  case cancelled
}
