import CLibcurl

extension HTTPAnswer {
  /// A health page needs less; the rest is not read.
  static let bodyBytesMax = 64 << 10

  /// Asks and waits, until the timeout at most or until `cancellation` is signalled. Null when memory is short. `ca`
  /// is an absolute path; `resolved` is `host:port:address,address`. Blocks.
  static func get(
    _ url: String, resolved: String?, ca: String?, timeoutMilliseconds: Int,
    or cancellation: WakeUp
  ) -> HTTPAnswer? {
    url.withCString { url in
      withOptionalCString(resolved) { resolved in
        withOptionalCString(ca) { ca in
          var request = http_request(
            url: url, resolved: resolved, ca_file: ca, timeout_milliseconds: timeoutMilliseconds,
            body_bytes_max: bodyBytesMax, cancel_descriptor: cancellation.descriptor)
          guard let answer = http_get(&request) else { return nil }
          defer { http_answer_free(answer) }
          return HTTPAnswer(answer)
        }
      }
    }
  }

  private init(_ answer: OpaquePointer) {
    var count = 0
    let start = http_answer_body(answer, &count)
    self.init(
      code: http_code.RawValue(http_answer_code(answer)),
      isConnected: http_answer_is_connected(answer) != 0, status: http_answer_status(answer),
      certificate: http_answer_certificate(answer),
      systemError: Int32(truncatingIfNeeded: http_answer_system_error(answer)),
      error: String(cString: http_answer_error(answer)),
      body: Array(UnsafeBufferPointer(start: start, count: count)),
      connected: Int(http_answer_connected(answer)), secured: Int(http_answer_secured(answer)),
      firstByte: Int(http_answer_first_byte(answer)), total: Int(http_answer_total(answer)))
  }
}

private func withOptionalCString<Result>(
  _ text: String?, _ use: (UnsafePointer<CChar>?) -> Result
) -> Result {
  guard let text else { return use(nil) }
  return text.withCString { use($0) }
}
