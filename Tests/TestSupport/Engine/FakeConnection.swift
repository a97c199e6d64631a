import Glibc
import Threads

/// One connection to a fake engine, on a thread of its own.
struct FakeConnection {
  let number: Int
  let descriptor: Int32
  let core: FakeEngineCore
  private var unread: [UInt8] = []

  /// Serves a connection until the other side closes it, and takes ownership of the descriptor.
  ///
  /// - Returns: its number.
  @discardableResult
  static func serve(_ descriptor: Int32, _ core: FakeEngineCore) -> Int {
    let number = core.change { state in
      state.connectionsEver += 1
      state.connections[state.connectionsEver] = .init(descriptor: descriptor)
      return state.connectionsEver
    }
    let isStarted = BlockingThread.start {
      var connection = FakeConnection(number: number, descriptor: descriptor, core: core)
      while let request = connection.read() {
        guard connection.answer(request) else { break }
      }
      // Before the descriptor is closed, since its number may be reused then.
      core.change { _ = $0.connections.removeValue(forKey: number) }
      // Closing is not sufficient: a program that was started at this time may have inherited a copy.
      shutdown(descriptor, Int32(SHUT_RDWR))
      close(descriptor)
    }
    precondition(isStarted, "the system has no thread left")
    return number
  }

  /// False when the other side does not accept the bytes.
  @discardableResult
  static func send(_ bytes: [UInt8], to descriptor: Int32) -> Bool {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes {
        Glibc.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
      }
      guard count > 0 else { return false }
      rest = rest.dropFirst(count)
    }
    return true
  }

  private init(number: Int, descriptor: Int32, core: FakeEngineCore) {
    self.number = number
    self.descriptor = descriptor
    self.core = core
  }

  /// `nil` when the other side has closed the connection.
  private mutating func read() -> FakeRequest? {
    let end = Array("\r\n\r\n".utf8)
    var buffer = [UInt8](repeating: 0, count: 4096)
    while true {
      if let range = unread.firstRange(of: end) {
        let head = String(decoding: unread[..<range.lowerBound], as: UTF8.self)
        unread.removeSubrange(..<range.upperBound)
        return FakeRequest(head, connection: number)
      }
      let count = recv(descriptor, &buffer, buffer.count, 0)
      guard count > 0 else { return nil }
      unread += buffer.prefix(count)
    }
  }

  /// False when the connection has to end.
  private func answer(_ request: FakeRequest) -> Bool {
    let (fault, answer) = core.change { state in
      state.requests.append(request)
      state.connections[number]?.isBusy = true
      return (state.fault(of: request), state.answer(to: request))
    }
    guard let fault else { return send(answer) }
    switch fault {
    case .silent: return true
    case .dropByDrop:
      free()
      return answer.bytes.allSatisfy { send([$0]) }
    case .cut(let count):
      send(Array(answer.bytes.prefix(count)))
      return false
    case .closes:
      send(answer.bytes)
      return false
    case .status(let code, let words):
      return send(.failure(code, words, answer.version))
    case .html(let code):
      return send(
        FakeAnswer(status: code, type: "text/html", "<html><body><h1>\(code)</h1></body></html>\n"))
    case .says(let text):
      send(Array(text.utf8))
      return false
    case .endlessBody(let count):
      send(FakeAnswer.head(200, ["Transfer-Encoding: chunked"]))
      return flood(chunk([UInt8](repeating: UInt8(ascii: "x"), count: 64 << 10)), count)
    case .endless(let text):
      send(FakeAnswer.head(200, ["Transfer-Encoding: chunked"]))
      let many = Array(String(repeating: text, count: 1 + 4096 / text.utf8.count).utf8)
      return flood(chunk(many), .max)
    case .endlessHead(let count):
      send(Array("HTTP/1.1 200 OK\r\n".utf8))
      return flood(Array("X-More: and more\r\n".utf8), count)
    case .halfAnswered(let code): return send(FakeAnswer.head(code, ["Content-Length: 1000"]))
    }
  }

  private func flood(_ piece: [UInt8], _ countMax: Int) -> Bool {
    var count = 0
    while count < countMax {
      guard send(piece) else { return false }
      count += piece.count
    }
    return false
  }

  /// Sends past events to a stream and adds it to the followers in one step.
  private func send(_ answer: FakeAnswer) -> Bool {
    guard let stream = answer.stream else {
      free()
      return send(answer.bytes)
    }
    return core.change { state in
      state.connections[number]?.stream = stream
      return send(answer.bytes)
    }
  }

  /// Called before the response is sent, so that a client that has read it finds the connection idle.
  private func free() { core.change { $0.connections[number]?.isBusy = false } }

  @discardableResult
  private func send(_ bytes: [UInt8]) -> Bool { Self.send(bytes, to: descriptor) }
}

extension FakeRequest {
  /// - Parameter head: such as `GET /v1.41/info HTTP/1.1` and the lines that follow.
  init(_ head: String, connection: Int) {
    let words = head.prefix { $0 != "\r\n" }.split(separator: " ").map(String.init)
    method = words.first ?? ""
    target = words.count > 1 ? words[1] : ""
    self.connection = connection
    let parts = target.split(separator: "?", maxSplits: 1).map(String.init)
    var path = parts.first ?? ""
    if path.hasPrefix("/v"), let end = path.dropFirst().firstIndex(of: "/") {
      version = String(path[..<end].dropFirst(2))
      path = String(path[end...])
    }
    self.path = percentDecoded(path)
    query = [:]
    for entry in (parts.count > 1 ? parts[1] : "").split(separator: "&") {
      let pair = entry.split(separator: "=", maxSplits: 1).map(String.init)
      query[pair[0]] = percentDecoded(pair.count > 1 ? pair[1] : "")
    }
  }
}

private func percentDecoded(_ text: String) -> String {
  var bytes: [UInt8] = []
  var rest = Array(text.utf8)[...]
  while let byte = rest.popFirst() {
    let code = String(decoding: rest.prefix(2), as: UTF8.self)
    if byte == UInt8(ascii: "%"), let value = UInt8(code, radix: 16) {
      bytes.append(value)
      rest = rest.dropFirst(2)
    } else {
      bytes.append(byte)
    }
  }
  return String(decoding: bytes, as: UTF8.self)
}
