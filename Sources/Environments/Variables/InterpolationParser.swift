/// Reads `$V`, `${V}`, `${V:-d}` and their like. A `$` that starts none of them stands for itself.
struct InterpolationParser {
  static let depthMax = 20

  private let scalars: [Unicode.Scalar]
  private var index = 0
  private let base: Int
  private let depth: Int

  init(_ text: String) { self.init(Array(text.unicodeScalars), base: 0, depth: 1) }

  private init(_ scalars: [Unicode.Scalar], base: Int, depth: Int) {
    self.scalars = scalars
    self.base = base
    self.depth = depth
  }

  mutating func parse() throws(Interpolation.Malformed) -> Interpolation {
    var parts: [Interpolation.Part] = []
    var text = String.UnicodeScalarView()
    while index < scalars.count {
      let next = index + 1 < scalars.count ? scalars[index + 1] : " "
      if scalars[index] == "$" && (next == "{" || Self.startsName(next)) {
        if !text.isEmpty { parts.append(.text(String(text))) }
        text = String.UnicodeScalarView()
        parts.append(.variable(next == "{" ? try braced() : named()))
      } else {
        text.append(scalars[index])
        index += scalars[index] == "$" && next == "$" ? 2 : 1
      }
    }
    if !text.isEmpty || parts.isEmpty { parts.append(.text(String(text))) }
    return Interpolation(parts: parts)
  }

  private mutating func named() -> Interpolation.Reference {
    index += 1
    return Interpolation.Reference(name: name(), fallback: .none)
  }

  private mutating func braced() throws(Interpolation.Malformed) -> Interpolation.Reference {
    let start = index
    index += 2
    guard depth <= Self.depthMax, index < scalars.count, Self.startsName(scalars[index]),
      let end = closing(from: start)
    else { throw Interpolation.Malformed(offset: base + start) }
    let name = name()
    let fallback = try fallback(until: end, start: start)
    index = end + 1
    return Interpolation.Reference(name: name, fallback: fallback)
  }

  private mutating func fallback(
    until end: Int, start: Int
  ) throws(Interpolation.Malformed) -> Interpolation.Reference.Fallback {
    if index == end { return .none }
    let orEmpty = scalars[index] == ":"
    let sign = scalars[orEmpty ? index + 1 : index]
    let argumentStart = index + (orEmpty ? 2 : 1)
    guard argumentStart <= end, "-?+".unicodeScalars.contains(sign) else {
      throw Interpolation.Malformed(offset: base + start)
    }
    var inner = InterpolationParser(
      Array(scalars[argumentStart..<end]), base: base + argumentStart, depth: depth + 1)
    let argument = try inner.parse()
    switch sign {
    case "-": return .value(argument, orEmpty: orEmpty)
    case "?": return .failure(argument, orEmpty: orEmpty)
    default: return .replacement(argument, orEmpty: orEmpty)
    }
  }

  private mutating func name() -> String {
    var result = String.UnicodeScalarView()
    while index < scalars.count, Self.continuesName(scalars[index]) {
      result.append(scalars[index])
      index += 1
    }
    return String(result)
  }

  /// The brace that closes the one behind the `$`; braces inside pair up.
  private func closing(from start: Int) -> Int? {
    var open = 0
    for position in (start + 1)..<scalars.count {
      if scalars[position] == "{" { open += 1 }
      if scalars[position] == "}" {
        open -= 1
        if open == 0 { return position }
      }
    }
    return nil
  }

  private static func startsName(_ scalar: Unicode.Scalar) -> Bool {
    ("a"..."z").contains(scalar) || ("A"..."Z").contains(scalar) || scalar == "_"
  }

  private static func continuesName(_ scalar: Unicode.Scalar) -> Bool {
    startsName(scalar) || ("0"..."9").contains(scalar)
  }
}
