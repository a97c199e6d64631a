import CLibcurl
import Environments
import Threads

/// Sends requests with libcurl, one at a time, and keeps the connection for the next.
struct HTTPClient: ~Copyable {
  /// A health page needs less; the rest is not read.
  static let bodyBytesMax = 64 << 10

  static let isMissing = "libcurl is missing: install the package libcurl4"

  private let client: OpaquePointer

  static var isAvailable: Bool { http_is_available() != 0 }

  /// `nil` without libcurl, and when memory is short.
  init?() {
    guard let client = http_client_create() else { return nil }
    self.client = client
  }

  deinit { http_client_free(client) }

  /// Sends a request and waits until the timeout at most, or until `cancellation` is signalled. `nil` when memory is short.
  /// `resolved` is `host:port:address,address`. Blocks.
  func send(
    _ request: HTTPRequest, resolved: String?, timeoutMilliseconds: Int, or cancellation: WakeUp
  ) -> HTTPAnswer? {
    var secret = request.secretHeader.map(Self.line) ?? []
    defer { Self.wipe(&secret) }
    var raw = http_request()
    raw.tls_max = request.tlsMax.map(Self.number) ?? 0
    raw.timeout_milliseconds = timeoutMilliseconds
    raw.body_bytes_max = Self.bodyBytesMax
    raw.cancel_descriptor = cancellation.descriptor
    let texts = [request.url, request.method, resolved ?? "", request.ca ?? ""]
    return withCStrings(texts + request.headers) { texts in
      raw.url = texts[0]
      raw.method = texts[1]
      raw.resolved = resolved == nil ? nil : texts[2]
      raw.ca_file = request.ca == nil ? nil : texts[3]
      return texts[4...].withUnsafeBufferPointer { headers in
        raw.headers = headers.baseAddress
        raw.header_count = headers.count
        return secret.withUnsafeBufferPointer { secret in
          raw.secret_header = secret.isEmpty ? nil : secret.baseAddress
          return withOptionalBytes(request.body) { body in
            raw.body = body?.baseAddress
            raw.body_count = body?.count ?? 0
            guard let answer = http_send(client, &raw) else { return nil }
            defer { http_answer_free(answer) }
            return HTTPAnswer(answer)
          }
        }
      }
    }
  }

  private static func line(_ header: HTTPRequest.SecretHeader) -> [CChar] {
    header.value.reveal { bytes in
      (Array("\(header.name): ".utf8) + bytes + [0]).map { CChar(bitPattern: $0) }
    }
  }

  private static func wipe(_ bytes: inout [CChar]) {
    for index in bytes.indices { bytes[index] = 0 }
  }

  private static func number(_ version: TLSVersion) -> Int32 {
    switch version {
    case .tls10: 10
    case .tls11: 11
    case .tls12: 12
    case .tls13: 13
    }
  }
}

extension HTTPAnswer {
  fileprivate init(_ answer: OpaquePointer) {
    self.init(
      code: http_code.RawValue(http_answer_code(answer)),
      isConnected: http_answer_is_connected(answer) != 0, status: http_answer_status(answer),
      certificate: http_answer_certificate(answer),
      systemError: Int32(truncatingIfNeeded: http_answer_system_error(answer)),
      error: String(cString: http_answer_error(answer)),
      header: Self.bytes(answer, http_answer_header), body: Self.bytes(answer, http_answer_body),
      connected: Int(http_answer_connected(answer)), secured: Int(http_answer_secured(answer)),
      firstByte: Int(http_answer_first_byte(answer)), total: Int(http_answer_total(answer)))
  }

  private static func bytes(
    _ answer: OpaquePointer,
    _ read: (OpaquePointer, UnsafeMutablePointer<Int>) ->
      UnsafePointer<UInt8>?
  ) -> [UInt8] {
    var count = 0
    let start = read(answer, &count)
    return Array(UnsafeBufferPointer(start: start, count: count))
  }
}

private func withOptionalBytes<Result>(
  _ bytes: [UInt8]?, _ use: (UnsafeBufferPointer<UInt8>?) -> Result
) -> Result {
  guard let bytes else { return use(nil) }
  return bytes.withUnsafeBufferPointer { use($0) }
}

/// Passes all texts at once, each ended by NUL.
private func withCStrings<Result>(
  _ texts: [String], _ use: ([UnsafePointer<CChar>?]) -> Result
) -> Result {
  var bytes: [CChar] = []
  var starts: [Int] = []
  for text in texts {
    starts.append(bytes.count)
    bytes += text.utf8CString
  }
  return bytes.withUnsafeBufferPointer { buffer in
    use(starts.map { start in buffer.baseAddress.map { $0 + start } })
  }
}
