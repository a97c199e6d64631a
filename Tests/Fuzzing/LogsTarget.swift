import Canvas
import Environments

@testable import Loading
@testable import Operations

/// The input as the log of a container; its first line also as a pattern to search the rest with.
enum LogsTarget {
  static func run(_ bytes: [UInt8]) {
    let pieces = read(bytes, pieceSize: 1 + Int(bytes.first ?? 0) % 70)
    let whole = read(bytes, pieceSize: max(1, bytes.count))
    promise(pieces == whole, "lines depend on how their bytes arrive")
    for line in whole {
      promise(
        line.text.unicodeScalars.allSatisfy { $0.value >= 32 && $0.value != 127 },
        "a control is shown")
      let count = line.text.utf8.count
      var end = 0
      for span in line.spans {
        promise(
          span.range.lowerBound >= end && span.range.upperBound <= count,
          "a span is outside of its line")
        end = span.range.upperBound
      }
      _ = line.json(environment: "dev")
    }
    search(bytes, whole)
    withBudget(bytes)
  }

  private static func read(_ bytes: [UInt8], pieceSize: Int) -> [LogLine] {
    var intake = LogIntake(service: "api", replica: 1, stream: .output)
    var lines: [LogLine] = []
    var rest = bytes[...]
    while !rest.isEmpty {
      let piece = Array(rest.prefix(pieceSize))
      lines += piece.withUnsafeBufferPointer { intake.feed($0, at: 0).lines }
      rest = rest.dropFirst(piece.count)
    }
    return lines + intake.finish().lines
  }

  private static func withBudget(_ bytes: [UInt8]) {
    var intake = LogIntake(
      service: "api", replica: 1, stream: .errors,
      budget: .init(spanMilliseconds: 1000, lines: 3, bytes: 200))
    let batch = bytes.withUnsafeBufferPointer { intake.feed($0, at: 0) }
    promise(batch.lines.count <= 3, "the budget is exceeded")
    intake.beginAgain()
    _ = bytes.withUnsafeBufferPointer { intake.feed($0, at: 5000) }
  }

  private static func search(_ bytes: [UInt8], _ lines: [LogLine]) {
    let source = String(decoding: bytes.prefix { $0 != 10 }.prefix(80), as: UTF8.self)
    guard case .success(let pattern) = LogPatterns.searching.read(source) else { return }
    for line in lines.prefix(4) {
      _ = pattern.matches(line.text)
      guard case .ranges(let ranges) = pattern.find(line.text) else { continue }
      var end = 0
      for range in ranges {
        promise(
          range.lowerBound >= end && range.upperBound <= line.text.utf8.count, "a match is outside")
        end = range.upperBound
      }
    }
  }
}
