/// Parses `$V`, `${V}`, `${V:-d}` and similar forms. A `$` that starts none of them is literal.
struct InterpolationParser {
  static let depthMax = 20

  /// The text as bytes, since all syntax is ASCII.
  private let whole: [UInt8]
  /// The range to parse: all of the text, or the argument of a variable.
  private let part: Range<Int>
  private var index: Int
  private let depth: Int

  init(_ text: String) {
    let whole = Array(text.utf8)
    self.init(whole, whole.indices, depth: 1)
  }

  private init(_ whole: [UInt8], _ part: Range<Int>, depth: Int) {
    self.whole = whole
    self.part = part
    index = part.lowerBound
    self.depth = depth
  }

  mutating func parse() throws(Interpolation.Malformed) -> Interpolation {
    var parts: [Interpolation.Part] = []
    var literal: [UInt8] = []
    while index < part.upperBound {
      let next = index + 1 < part.upperBound ? whole[index + 1] : UInt8(ascii: " ")
      if whole[index] == Self.dollar && (next == Self.open || Self.startsName(next)) {
        if !literal.isEmpty { parts.append(.text(String(decoding: literal, as: UTF8.self))) }
        literal = []
        parts.append(.variable(next == Self.open ? try braced() : named()))
      } else {
        let start = index
        index += whole[start] == Self.dollar && next == Self.dollar ? 2 : 1
        literal.append(whole[start])
        // All up to the next dollar at once.
        let end = whole[index..<part.upperBound].firstIndex(of: Self.dollar) ?? part.upperBound
        literal += whole[index..<end]
        index = end
      }
    }
    if !literal.isEmpty || parts.isEmpty {
      parts.append(.text(String(decoding: literal, as: UTF8.self)))
    }
    return Interpolation(parts: parts)
  }

  private mutating func named() -> Interpolation.Reference {
    index += 1
    return Interpolation.Reference(name: name(), fallback: .none, isBraced: false)
  }

  private mutating func braced() throws(Interpolation.Malformed) -> Interpolation.Reference {
    let start = index
    index += 2
    if depth > Self.depthMax { throw malformed(at: start, isTooDeep: true) }
    guard index < part.upperBound, Self.startsName(whole[index]),
      let end = closing(from: start)
    else { throw malformed(at: start) }
    let name = name()
    let fallback = try fallback(until: end, start: start)
    index = end + 1
    return Interpolation.Reference(name: name, fallback: fallback)
  }

  private mutating func fallback(
    until end: Int, start: Int
  ) throws(Interpolation.Malformed) -> Interpolation.Reference.Fallback {
    if index == end { return .none }
    let orEmpty = whole[index] == UInt8(ascii: ":")
    let sign = whole[orEmpty ? index + 1 : index]
    let argumentStart = index + (orEmpty ? 2 : 1)
    guard argumentStart <= end, "-?+".utf8.contains(sign) else { throw malformed(at: start) }
    var inner = InterpolationParser(whole, argumentStart..<end, depth: depth + 1)
    let argument = try inner.parse()
    switch sign {
    case UInt8(ascii: "-"): return .value(argument, orEmpty: orEmpty)
    case UInt8(ascii: "?"): return .failure(argument, orEmpty: orEmpty)
    default: return .replacement(argument, orEmpty: orEmpty)
    }
  }

  private mutating func name() -> String {
    let start = index
    while index < part.upperBound, Self.continuesName(whole[index]) { index += 1 }
    return String(decoding: whole[start..<index], as: UTF8.self)
  }

  /// The closing brace of the one after the `$`; nested braces are skipped in pairs.
  private func closing(from start: Int) -> Int? {
    var open = 0
    for position in (start + 1)..<part.upperBound {
      if whole[position] == Self.open { open += 1 }
      if whole[position] == UInt8(ascii: "}") {
        open -= 1
        if open == 0 { return position }
      }
    }
    return nil
  }

  /// The error at a position of the whole text, of which an argument is a part.
  private func malformed(
    at position: Int, isTooDeep: Bool = false
  ) -> Interpolation.Malformed {
    Interpolation.Malformed(
      offset: String(decoding: whole[..<position], as: UTF8.self).unicodeScalars.count,
      isTooDeep: isTooDeep)
  }

  private static let dollar = UInt8(ascii: "$")
  private static let open = UInt8(ascii: "{")

  private static func startsName(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "_"):
      true
    default: false
    }
  }

  private static func continuesName(_ byte: UInt8) -> Bool {
    startsName(byte) || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
  }
}
