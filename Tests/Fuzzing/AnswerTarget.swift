import Environments

@testable import Engine

/// The input as what an engine sends: an answer of HTTP, a log in frames, and lines of events.
enum AnswerTarget {
  static func run(_ bytes: [UInt8]) {
    let pieceSize = 1 + Int(bytes.first ?? 0) % 70
    promise(
      answer(bytes, pieceSize: pieceSize) == answer(bytes, pieceSize: max(1, bytes.count)),
      "an answer depends on how its bytes arrive")
    promise(
      log(bytes, pieceSize: pieceSize) == log(bytes, pieceSize: max(1, bytes.count)),
      "a log depends on how its bytes arrive")
    promise(
      lines(bytes, pieceSize: pieceSize) == lines(bytes, pieceSize: max(1, bytes.count)),
      "lines depend on how their bytes arrive")
    for line in lines(bytes, pieceSize: pieceSize) { _ = ReportedEvent.event(in: line) }
    let text = String(decoding: bytes, as: UTF8.self)
    _ = nanosecondsSince1970(text)
    _ = APIVersion(text)
    promise(
      percentEncoded(text).utf8.allSatisfy { $0 > 32 && $0 < 127 },
      "a path has what a request may not have")
  }

  private struct Parsed: Equatable {
    var status: Int?
    var version: String?
    var body: [UInt8] = []
    var isComplete = false
    var isRefused = false
  }

  private static func answer(_ bytes: [UInt8], pieceSize: Int) -> Parsed {
    guard let parser = AnswerParser() else { return Parsed() }
    var parsed = Parsed()
    for piece in pieces(bytes, pieceSize) where !parsed.isRefused {
      parsed.isRefused = !piece.withUnsafeBytes(parser.feed)
      parsed.body += parser.takeBody()
    }
    // What was read before the fault depends on where the pieces end.
    guard !parsed.isRefused else { return Parsed(isRefused: true) }
    promise(parsed.body.count <= bytes.count, "a body is longer than its answer")
    parsed.status = parser.head?.status
    parsed.version = parser.head?.apiVersion
    parsed.isComplete = parser.isComplete
    _ = parser.end()
    return parsed
  }

  private static func log(_ bytes: [UInt8], pieceSize: Int) -> [[UInt8]] {
    var frames = LogFrames()
    var texts: [[UInt8]] = [[], [], []]
    for piece in pieces(bytes, pieceSize) {
      let parts = frames.feed(piece)
      for (index, part) in [parts.output, parts.errors, parts.words].enumerated() {
        texts[index] += part
      }
    }
    texts[0] += frames.finish().output
    promise(texts.joined().count <= bytes.count, "a log is longer than its frames")
    return texts
  }

  private static func lines(_ bytes: [UInt8], pieceSize: Int) -> [[UInt8]] {
    var lines = Lines(bytesMax: 100)
    let found = pieces(bytes, pieceSize).flatMap { lines.feed($0) }
    promise(found.allSatisfy { $0.count <= 100 }, "a line is too long")
    return found
  }

  private static func pieces(_ bytes: [UInt8], _ size: Int) -> [[UInt8]] {
    stride(from: 0, to: bytes.count, by: size).map {
      Array(bytes[$0..<min(bytes.count, $0 + size)])
    }
  }
}

/// The input as a container that an engine describes, as words of the client, and as a time.
enum DockerTarget {
  static func run(_ bytes: [UInt8]) {
    let text = String(decoding: bytes, as: UTF8.self)
    if let json = JSONValue(json: bytes), let found = try? InspectedContainer(json) {
      let status = found.status
      promise(status.lastProbe?.contains("\n") != true, "a probe's output has two lines")
    }
    _ = engineFault(words: text, on: .local)
    _ = secondsSince1970(text)
    promise(!lastLine(text).contains("\n"), "the last line is two")
  }
}
