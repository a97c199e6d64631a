import CHTTPParser

/// Parses one HTTP response as its bytes arrive. Used by one task at a time.
final class AnswerParser {
  /// The members that triptych reads of the head.
  struct Head: Hashable, Sendable {
    var status = 0
    /// The newest version of the API that the engine supports, such as `1.41`; only `/_ping` returns it.
    var apiVersion: String?
  }

  private final class Gathered {
    var head = Head()
    var body: [UInt8] = []

    func note(_ name: String, _ value: String) {
      if name == "api-version" { head.apiVersion = value }
    }
  }

  private let parser: OpaquePointer
  private let gathered = Gathered()

  /// `nil` when memory is short.
  init?() {
    guard let parser = answer_parser_create() else { return nil }
    self.parser = parser
  }

  deinit { answer_parser_free(parser) }

  /// `nil` until the head is complete.
  var head: Head? {
    let status = Int(answer_parser_status(parser))
    guard status > 0 else { return nil }
    gathered.head.status = status
    return gathered.head
  }

  var isComplete: Bool { answer_parser_is_complete(parser) != 0 }
  /// Whether the connection can carry another request.
  var keepsConnection: Bool { answer_parser_keeps_alive(parser) != 0 }
  /// The problem with the bytes, in words.
  var error: String { String(cString: answer_parser_error(parser)) }

  /// False when the bytes are not HTTP, or are more than one response.
  func feed(_ bytes: UnsafeRawBufferPointer) -> Bool {
    let start = bytes.assumingMemoryBound(to: UInt8.self).baseAddress
    return withListener { answer_parser_feed(parser, start, bytes.count, $0) } == 0
  }

  /// Records that the other side closed the connection. False when the response is incomplete.
  func end() -> Bool { withListener { answer_parser_end(parser, $0) } == 0 }

  /// The body that has arrived since the previous call.
  func takeBody() -> [UInt8] {
    defer { gathered.body = [] }
    return gathered.body
  }

  private func withListener(_ use: (UnsafePointer<answer_listener>) -> Int32) -> Int32 {
    var listener = answer_listener(
      context: Unmanaged.passUnretained(gathered).toOpaque(),
      header: { context, name, nameCount, value, valueCount in
        let name = String(
          decoding: UnsafeBufferPointer(start: name, count: nameCount), as: UTF8.self)
        let value = String(
          decoding: UnsafeBufferPointer(start: value, count: valueCount), as: UTF8.self)
        AnswerParser.gathered(context)?.note(name.lowercased(), value)
      },
      body: { context, bytes, count in
        AnswerParser.gathered(context)?.body
          .append(contentsOf: UnsafeBufferPointer(start: bytes, count: count))
      })
    return use(&listener)
  }

  private static func gathered(_ context: UnsafeMutableRawPointer?) -> Gathered? {
    context.map { Unmanaged<Gathered>.fromOpaque($0).takeUnretainedValue() }
  }
}
