import Glibc
import Testing
import Threads

@testable import Operations

/// A server on an ephemeral port of 127.0.0.1 that treats one connection after another as the test says.
final class LoopbackServer: Sendable {
  let port: Int
  private let listener: Int32

  /// What to do with a connection; it is closed afterwards.
  typealias Treatment = @Sendable (Int32) -> Void

  init(_ treatment: @escaping Treatment) throws {
    let (listener, port) = try Self.listen(backlog: 16)
    self.listener = listener
    self.port = port
    let isStarted = BlockingThread.start {
      var connection = accept(listener, nil, nil)
      while connection >= 0 {
        treatment(connection)
        close(connection)
        connection = accept(listener, nil, nil)
      }
      close(listener)
    }
    try #require(isStarted)
  }

  deinit { shutdown(listener, Int32(SHUT_RDWR)) }

  var url: String { "http://127.0.0.1:\(port)/ready" }

  static func listen(backlog: Int32) throws -> (descriptor: Int32, port: Int) {
    let type = Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue)
    let descriptor = socket(AF_INET, type, 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
    var size = socklen_t(MemoryLayout<sockaddr_in>.size)
    let bound = withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(descriptor, $0, size) == 0 && getsockname(descriptor, $0, &size) == 0
      }
    }
    try #require(bound && Glibc.listen(descriptor, backlog) == 0)
    return (descriptor, Int(UInt16(bigEndian: address.sin_port)))
  }

  /// A port on which nobody listens.
  static func freePort() throws -> Int {
    let (descriptor, port) = try listen(backlog: 1)
    close(descriptor)
    return port
  }

  /// Reads a request up to its empty line.
  static func readRequest(_ connection: Int32) {
    var request: [UInt8] = []
    var byte: UInt8 = 0
    while !request.suffix(4).elementsEqual(Array("\r\n\r\n".utf8)), read(connection, &byte, 1) == 1
    {
      request.append(byte)
    }
  }

  static func waitForHangUp(_ connection: Int32) {
    var byte: UInt8 = 0
    while read(connection, &byte, 1) > 0 {}
  }

  static func answer(_ text: String) -> Treatment {
    { connection in
      readRequest(connection)
      send(connection, text)
    }
  }

  static func send(_ connection: Int32, _ text: String) {
    let bytes = Array(text.utf8)
    _ = Glibc.send(connection, bytes, bytes.count, Int32(MSG_NOSIGNAL))
  }
}
