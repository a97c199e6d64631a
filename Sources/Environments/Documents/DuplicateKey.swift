/// The place of the second of two equal keys, which the YAML library does not tell.
struct DuplicateKey {
  var line: Int
  var column: Int
  /// The key as written, quotes included, as a range of the text's scalars.
  var range: Range<Int>

  /// Searches from the first key on: in block style for the same column, in flow style behind a comma.
  static func second(
    named name: String, in text: [Unicode.Scalar], line: Int, column: Int
  ) -> DuplicateKey? {
    let spellings = [name, "\"\(name)\"", "'\(name)'"].map { Array($0.unicodeScalars) }
    guard let first = offset(line: line, column: column, in: text) else { return nil }
    return inBlock(spellings, text, from: first, line: line, column: column)
      ?? inFlow(spellings, text, from: first, line: line, column: column)
  }

  /// Writes a name of its own, as long as the old one where that is possible, over the key.
  static func replacing(
    _ found: DuplicateKey, in text: String, sign: Unicode.Scalar, number: UInt32
  ) -> String {
    var scalars = Array(text.unicodeScalars)
    let digits = Array(String(number).unicodeScalars)
    let padding = Array(repeating: sign, count: max(1, found.range.count - digits.count))
    scalars.replaceSubrange(found.range, with: padding + digits)
    var view = String.UnicodeScalarView()
    view.append(contentsOf: scalars)
    return String(view)
  }

  private static func inBlock(
    _ spellings: [[Unicode.Scalar]], _ text: [Unicode.Scalar], from first: Int, line: Int,
    column: Int
  ) -> DuplicateKey? {
    var current = line
    var index = first
    while let lineEnd = text[index...].firstIndex(of: "\n") {
      current += 1
      index = lineEnd + 1
      let indent = text[index...].prefix { $0 == " " }.count
      guard index + indent < text.count else { return nil }
      let start = index + indent
      if text[start] == "\n" || text[start] == "\r" || text[start] == "#" { continue }
      if indent + 1 < column { return nil }
      if indent + 1 == column, let end = match(spellings, text, at: start) {
        return DuplicateKey(line: current, column: column, range: start..<end)
      }
    }
    return nil
  }

  private static func inFlow(
    _ spellings: [[Unicode.Scalar]], _ text: [Unicode.Scalar], from first: Int, line: Int,
    column: Int
  ) -> DuplicateKey? {
    var place = (line: line, column: column)
    var followsComma = false
    for index in first..<text.count {
      if followsComma, index > first, let end = match(spellings, text, at: index) {
        return DuplicateKey(line: place.line, column: place.column, range: index..<end)
      }
      switch text[index] {
      case ",": followsComma = true
      case " ", "\n": break
      default: followsComma = false
      }
      place = text[index] == "\n" ? (place.line + 1, 1) : (place.line, place.column + 1)
    }
    return nil
  }

  /// The end of the key when one stands here and a colon follows it.
  private static func match(
    _ spellings: [[Unicode.Scalar]], _ text: [Unicode.Scalar], at start: Int
  ) -> Int? {
    for spelling in spellings where text[start...].starts(with: spelling) {
      let end = start + spelling.count
      let rest = text[end...].drop { $0 == " " }
      if rest.first == ":" { return end }
    }
    return nil
  }

  private static func offset(line: Int, column: Int, in text: [Unicode.Scalar]) -> Int? {
    var current = 1
    for index in text.indices {
      if current == line { return min(index + column - 1, text.count) }
      if text[index] == "\n" { current += 1 }
    }
    return nil
  }
}
