import Foundation

/// One connection to the api of this machine, kept open. It blocks its thread, as a simple client does.
final class ClientConnection {
  private let descriptor: Int32

  init?(port: Int) {
    descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = UInt16(port).bigEndian
    address.sin_addr.s_addr = inet_addr("127.0.0.1")
    var limit = timeval(tv_sec: 10, tv_usec: 0)
    setsockopt(
      descriptor, SOL_SOCKET, SO_RCVTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
    let isConnected = withUnsafePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
      }
    }
    guard isConnected else {
      close(descriptor)
      return nil
    }
  }

  deinit { close(descriptor) }

  /// The answer; nil when the connection breaks before it is there in full.
  func ask(_ method: String, _ path: String, _ body: String = "", key: String? = nil) -> String? {
    let header = key.map { "Idempotency-Key: \($0)\r\n" } ?? ""
    let text =
      "\(method) \(path) HTTP/1.1\r\nHost: test\r\n\(header)"
      + "Content-Type: application/json\r\nContent-Length: \(body.utf8.count)\r\n\r\n\(body)"
    let bytes = Array(text.utf8)
    guard send(descriptor, bytes, bytes.count, Int32(MSG_NOSIGNAL)) == bytes.count else {
      return nil
    }
    var answer: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = recv(descriptor, &chunk, chunk.count, 0)
      guard count > 0 else { return nil }
      answer += chunk[..<count]
      if let whole = Self.whole(answer) { return whole }
    }
  }

  /// Status and body, once as many bytes are there as were announced.
  private static func whole(_ answer: [UInt8]) -> String? {
    let text = String(decoding: answer, as: UTF8.self)
    guard let end = text.firstRange(of: "\r\n\r\n"),
      let length = text.firstMatch(of: #/(?i)\r\ncontent-length: (\d+)/#).flatMap({ Int($0.1) }),
      text[end.upperBound...].utf8.count >= length
    else { return nil }
    return "\(text.dropFirst("HTTP/1.1 ".count).prefix(3)) \(text[end.upperBound...])"
  }
}
