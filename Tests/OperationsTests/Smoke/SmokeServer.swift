import Glibc
import Synchronization

@testable import Operations

/// A small service on an ephemeral port of 127.0.0.1 that keeps connections open and remembers what it was asked.
final class SmokeServer: Sendable {
  struct Request: Sendable {
    var line: String
    var headers: [String]
    var body: String
  }

  private let log: Log
  private let server: LoopbackServer

  private final class Log: Sendable {
    let requests = Mutex<[Request]>([])
    let connections = Mutex(0)
  }

  /// What to answer to a request and its number, from 1; an empty text closes the connection.
  init(_ answer: @escaping @Sendable (Request, Int) -> String) throws {
    let log = Log()
    self.log = log
    server = try LoopbackServer { connection in
      log.connections.withLock { $0 += 1 }
      while let request = Self.read(connection) {
        let number = log.requests.withLock { requests in
          requests.append(request)
          return requests.count
        }
        let text = answer(request, number)
        if text.isEmpty { return }
        LoopbackServer.send(connection, text)
      }
    }
  }

  var url: String { "http://127.0.0.1:\(server.port)" }
  var requests: [Request] { log.requests.withLock { $0 } }
  var lines: [String] { requests.map(\.line) }
  var connectionCount: Int { log.connections.withLock { $0 } }

  static func reply(_ status: Int, _ headers: [String] = [], _ body: String = "") -> String {
    (["HTTP/1.1 \(status) Reason", "Content-Length: \(body.utf8.count)"] + headers)
      .map { $0 + "\r\n" }.joined() + "\r\n" + body
  }

  /// `nil` when the other side has hung up.
  private static func read(_ connection: Int32) -> Request? {
    var bytes: [UInt8] = []
    while !bytes.suffix(4).elementsEqual(Array("\r\n\r\n".utf8)) {
      guard let byte = byte(connection) else { return nil }
      bytes.append(byte)
    }
    let lines = String(decoding: bytes, as: UTF8.self)
      .split(separator: "\r\n").map(String.init)
    let length = lines.first { $0.lowercased().hasPrefix("content-length: ") }
      .flatMap { Int($0.dropFirst(16)) }
    var body: [UInt8] = []
    while body.count < length ?? 0, let byte = byte(connection) { body.append(byte) }
    return Request(
      line: String(lines[0].dropLast(9)), headers: Array(lines.dropFirst()),
      body: String(decoding: body, as: UTF8.self))
  }

  private static func byte(_ connection: Int32) -> UInt8? {
    var byte: UInt8 = 0
    return Glibc.read(connection, &byte, 1) == 1 ? byte : nil
  }
}
