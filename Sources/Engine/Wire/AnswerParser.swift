import CHTTPParser

/// Takes one answer of HTTP apart as its bytes come. Used by one task at a time.
final class AnswerParser {
  /// What an engine's client reads of the head.
  struct Head: Hashable, Sendable {
    var status = 0
    /// The newest version of its API that the engine knows, such as `1.41`; only `/_ping` says so.
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

  /// `nil` until it has come whole.
  var head: Head? {
    let status = Int(answer_parser_status(parser))
    guard status > 0 else { return nil }
    gathered.head.status = status
    return gathered.head
  }

  var isComplete: Bool { answer_parser_is_complete(parser) != 0 }
  /// Whether the connection can carry another question.
  var keepsConnection: Bool { answer_parser_keeps_alive(parser) != 0 }
  /// What is wrong with the bytes, in words.
  var error: String { String(cString: answer_parser_error(parser)) }

  /// False when the bytes are no HTTP, or more than one answer.
  func feed(_ bytes: UnsafeRawBufferPointer) -> Bool {
    let start = bytes.assumingMemoryBound(to: UInt8.self).baseAddress
    return withListener { answer_parser_feed(parser, start, bytes.count, $0) } == 0
  }

  /// The other side has ended. False when the answer was cut by that.
  func end() -> Bool { withListener { answer_parser_end(parser, $0) } == 0 }

  /// The body that has come since the last time.
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
