import Canvas

@testable import Environments
@testable import Processes
@testable import Terminal

/// The input as text from outside that is shown: widths, cells, Markdown, JSON, and lines as they come from
/// a program.
enum TextTarget {
  static func run(_ bytes: [UInt8]) {
    let text = String(decoding: bytes, as: UTF8.self)
    let columns = Int(bytes.first ?? 0)
    let fitting = SafeText.fit(text, columns: columns)
    promise(SafeText.width(of: fitting) <= columns, "a text is wider than its room")
    markdown(text)
    if let json = JSONValue(json: bytes) {
      promise(JSONValue(json: Array(json.line.utf8)) == json, "JSON is read as something else")
    }
    lines(bytes)
  }

  private static func markdown(_ text: String) {
    let cell = Markdown.code(text, scalarsMax: 50)
    promise(!cell.contains("\n"), "a cell has two lines")
    let fence = cell.prefix { $0 == "`" }
    guard !fence.isEmpty else { return }
    promise(cell.hasSuffix(fence), "code is not closed")
    let inside = cell.dropFirst(fence.count).dropLast(fence.count)
    promise(
      !inside.split(whereSeparator: { $0 != "`" }).contains { $0.count >= fence.count },
      "code is closed early")
    let pipes = zip(inside, " " + inside).count { $0.0 == "|" && $0.1 != "\\" }
    promise(pipes == 0, "a pipe is not escaped")
  }

  private static func lines(_ bytes: [UInt8]) {
    var splitter = LineSplitter(bytesMax: 64)
    var longest = 0
    let take: (String) -> Void = { longest = max(longest, $0.unicodeScalars.count) }
    var rest = bytes[...]
    while !rest.isEmpty {
      let piece = Array(rest.prefix(1 + Int(rest.first ?? 0) % 90))
      piece.withUnsafeBytes { splitter.feed($0, take) }
      rest = rest.dropFirst(piece.count)
    }
    splitter.finish(take)
    promise(longest <= 64 + 8, "a line is longer than the limit: \(longest)")
  }
}

/// The input as what a terminal sent: bytes, and after 0xff one of ncurses' own codes.
enum KeysTarget {
  static func run(_ bytes: [UInt8]) {
    var events: [KeyDecoder.Event] = []
    var rest = bytes[...]
    while let byte = rest.popFirst() {
      switch byte {
      case 0xff: events.append(.key(0x100 + UInt32(rest.popFirst() ?? 0)))
      case 0xfe:
        let high = UInt32(rest.popFirst() ?? 0)
        events.append(.scalar(high << 12 | UInt32(rest.popFirst() ?? 0)))
      default: events.append(.scalar(UInt32(byte)))
      }
    }
    var decoder = KeyDecoder()
    let half = events.count / 2
    let inputs =
      decoder.inputs(from: Array(events[..<half])) + decoder.inputs(from: Array(events[half...]))
      + decoder.settle()
    promise(inputs.count <= events.count + 1, "more keys than were sent")
  }
}
