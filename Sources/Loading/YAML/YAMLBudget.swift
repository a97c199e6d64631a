/// The part of a document that has been read, with aliases expanded, and its limits.
struct YAMLBudget {
  /// The code of the problem that a document is too large or nested too deeply.
  static let code = "YAML03"
  static let bytesMax = 8 << 20
  static let depthMax = 100
  /// A limit of `%TAG` directives, since libyaml compares each with all earlier ones.
  static let directivesMax = 100
  static let duplicatesMax = 50
  static let problemsMax = 1_000

  /// The share of the budget that a part of a document uses.
  struct Share {
    var nodes = 0
    var bytes = 0
  }

  private(set) var taken = Share()

  /// Uses a share of the budget and returns the limit that it exceeds; `nil` for none.
  mutating func take(_ share: Share, depth: Int, nodesMax: Int) -> String? {
    taken.nodes += share.nodes
    taken.bytes += share.bytes
    if taken.nodes > nodesMax {
      return "the document has more than \(nodesMax) nodes, aliases expanded"
    }
    if taken.bytes > Self.bytesMax {
      return "the document has more than \(Self.bytesMax) bytes, aliases expanded"
    }
    if depth > Self.depthMax {
      return "the document is nested deeper than \(Self.depthMax) levels"
    }
    return nil
  }

  /// The share that was used since an earlier state.
  func share(since earlier: YAMLBudget) -> Share {
    Share(nodes: taken.nodes - earlier.taken.nodes, bytes: taken.bytes - earlier.taken.bytes)
  }

  /// The offset of the first directive beyond the limit; `nil` when there is none. Call this before parsing, since
  /// libyaml reads all directives before its first event.
  static func directiveTooMany(in text: UnsafeBufferPointer<UInt8>) -> Int? {
    var count = 0
    return text.indices.first { index in
      guard text[index] == UInt8(ascii: "%"), isDirective(text, at: index) else { return false }
      count += 1
      return count > directivesMax
    }
  }

  private static func isDirective(_ text: UnsafeBufferPointer<UInt8>, at index: Int) -> Bool {
    // Line feed, carriage return, U+0085, U+2028, U+2029 and the byte order mark.
    let before: [[UInt8]] = [
      [0x0A], [0x0D], [0xC2, 0x85], [0xE2, 0x80, 0xA8], [0xE2, 0x80, 0xA9], [0xEF, 0xBB, 0xBF],
    ]
    guard text[index...].starts(with: "%TAG".utf8) else { return false }
    return index == 0
      || before.contains { text[max(0, index - $0.count)..<index].elementsEqual($0) }
  }
}
