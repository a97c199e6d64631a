/// Finds any of many texts in another one. The search looks at the last two bytes of a window of eight and moves the
/// window as far as no text can begin (Wu and Manber), so a text without a secret costs one look for every seven bytes.
struct SecretSearch: Sendable {
  /// The length of the shortest text that can be searched for.
  static let window = 8

  /// How far the window may move, by the last two bytes in it.
  private var shifts: [UInt8] = []
  /// The texts by their first eight bytes, the longest first.
  private var texts: [UInt64: [[UInt8]]] = [:]

  /// - Parameter searched: texts of at least `window` bytes; shorter ones are left out.
  init(_ searched: Set<[UInt8]> = []) {
    let known = searched.filter { $0.count >= Self.window }
    guard !known.isEmpty else { return }
    let longest = UInt8(Self.window - 1)
    shifts = Array(repeating: longest, count: Self.size)
    for text in known {
      for end in 1..<Self.window {
        let place = Self.place(text[end - 1], text[end])
        shifts[place] = min(shifts[place], longest - UInt8(end))
      }
      texts[Self.prefix(of: text.span, at: 0), default: []].append(text)
    }
    for key in texts.keys { texts[key]?.sort { $0.count > $1.count } }
  }

  var isEmpty: Bool { texts.isEmpty }

  /// The texts that are searched for.
  var searched: some Sequence<[UInt8]> { texts.values.joined() }

  /// The parts of the text that belong to a known text; those that overlap or touch are one part.
  func ranges(in text: Swift.Span<UInt8>) -> [Range<Int>] {
    guard !isEmpty else { return [] }
    var found: [Range<Int>] = []
    var end = Self.window
    while end <= text.count {
      let shift = shifts[Self.place(text[end - 2], text[end - 1])]
      guard shift == 0 else {
        end += Int(shift)
        continue
      }
      let start = end - Self.window
      end += 1
      guard let length = length(of: texts[Self.prefix(of: text, at: start)], in: text, at: start)
      else { continue }
      if let last = found.last, last.upperBound >= start {
        found[found.count - 1] = last.lowerBound..<max(last.upperBound, start + length)
      } else {
        found.append(start..<(start + length))
      }
    }
    return found
  }

  /// The length of the longest candidate that the text holds at the index; `nil` when it holds none.
  private func length(
    of candidates: [[UInt8]]?, in text: Swift.Span<UInt8>, at start: Int
  ) -> Int? {
    candidates?.first { candidate in
      guard start + candidate.count <= text.count else { return false }
      for index in candidate.indices where candidate[index] != text[start + index] { return false }
      return true
    }?.count
  }

  private static let size = 1 << 13

  private static func place(_ first: UInt8, _ second: UInt8) -> Int {
    Int(first) << 5 ^ Int(second)
  }

  /// The first eight bytes from the index on.
  static func prefix(of text: Swift.Span<UInt8>, at start: Int) -> UInt64 {
    var value: UInt64 = 0
    for index in start..<(start + window) { value = value << 8 | UInt64(text[index]) }
    return value
  }
}
