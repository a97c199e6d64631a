import Environments

/// Reads a `.env` file by the grammar of Compose's own reader, statement by statement, over bytes because
/// files may be long. What Compose refuses is an error here; what it silently misreads is a warning.
struct EnvFileParser {
  let file: String
  let earlier: [String: EnvFile.Entry]
  private(set) var entries: [EnvFile.Entry] = []
  private(set) var diagnostics: [Diagnostic] = []

  private let bytes: [UInt8]
  private var index = 0
  private var line = 1
  private var lineStart = 0
  private var places: [String: Int] = [:]
  /// Set behind a closing quote, until the line ends: what follows there is rarely meant.
  private var quoteEnd: Location?

  init(_ text: String, file: String, earlier: [String: EnvFile.Entry]) {
    self.file = file
    self.earlier = earlier
    bytes = Array(text.utf8)
  }

  mutating func parse() {
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) {
      index = 3
      lineStart = 3
    }
    while skipToStatement() { statement() }
    if let last = bytes.last, last != UInt8(ascii: "\n") {
      warn(
        "DOT01", "the last line does not end with a newline", at: here,
        hint: "end it with one; without it Compose misreads a bare name")
    }
  }

  // MARK: Statements

  /// Stands at the next statement afterwards; false at the end of the file.
  private mutating func skipToStatement() -> Bool {
    while index < bytes.count {
      let byte = bytes[index]
      if byte == UInt8(ascii: "\n") {
        nextLine()
      } else if byte == UInt8(ascii: "#") {
        skipLine()
      } else if let width = EnvBytes.spaceWidth(bytes, at: index) {
        index += width
      } else {
        return true
      }
    }
    return false
  }

  private mutating func statement() {
    if let quoteEnd {
      warn(
        "DOT02", "text follows the closing quote, and Compose reads it as another variable",
        at: quoteEnd, hint: "a comment needs a space and a # before it")
      self.quoteEnd = nil
    }
    skipExport()
    let place = here
    let start = index
    guard let separator = EnvBytes.endOfName(bytes, from: start) else {
      return refuseRest(from: start, at: place)
    }
    let end = EnvBytes.trimmingEnd(bytes, start..<separator)
    let name = text(start..<end)
    guard checkName(name, start..<end, at: place) else { return skipLine() }
    if bytes[separator] == UInt8(ascii: "\n") {
      index = separator
      return inherit(name, at: place)
    }
    index = separator + 1
    value(of: name, start..<end, at: place)
  }

  private mutating func skipExport() {
    let word = Array("export".utf8)
    let end = index + word.count
    guard end < bytes.count, bytes[index..<end].elementsEqual(word),
      let width = EnvBytes.spaceWidth(bytes, at: end)
    else { return }
    index = end + width
    skipSpaces()
  }

  /// The name runs into the end of the file, or into a character that no name has.
  private mutating func refuseRest(from start: Int, at place: Location) {
    let bad = EnvBytes.firstBadByte(bytes, from: start)
    index = bad ?? bytes.count
    if bad == nil {
      fail(
        "DOT03", "the file ends after a name without = and without a newline", at: place,
        hint: "write NAME=value, and end the last line with a newline")
    } else {
      fail(
        "DOT04", "a name cannot hold this character", at: here,
        hint: "names are letters, digits and underscores, then =")
    }
    skipLine()
  }

  private mutating func checkName(_ name: String, _ range: Range<Int>, at place: Location) -> Bool {
    if range.isEmpty {
      fail("DOT05", "there is no name before the =", at: place)
      return false
    }
    if bytes[range].contains(UInt8(ascii: " ")) {
      fail("DOT06", "a name cannot hold a space", at: place)
      return false
    }
    if !TextForms.isVariableName(bytes[range]) {
      warn(
        "DOT07", "\(name) is not a name that shells accept", at: place,
        hint: "letters, digits and underscores, not starting with a digit")
    }
    return true
  }

  private mutating func inherit(_ name: String, at place: Location) {
    guard earlier[name] == nil, places[name] == nil else { return }
    warn(
      "DOT08", "\(name) has no value here, and none is taken from the caller's shell", at: place,
      hint: "write \(name)= for an empty value")
  }

  // MARK: Values

  private mutating func value(of name: String, _ range: Range<Int>, at place: Location) {
    skipSpaces()
    let valuePlace = here
    let quote = index < bytes.count ? bytes[index] : 0
    let isLiteral = quote == UInt8(ascii: "'")
    var value: [UInt8]
    if isLiteral || quote == UInt8(ascii: "\"") {
      guard let quoted = quoted(by: quote, at: valuePlace) else { return }
      value = quoted
      quoteEnd = here
    } else {
      value = unquoted(at: valuePlace)
    }
    var used: [EnvFile.Entry] = []
    if !isLiteral, value.contains(UInt8(ascii: "$")) {
      value = interpolate(value, used: &used, at: valuePlace)
    }
    let isSecret =
      used.contains { $0.value.isSecret } || SecretPatterns.isSecret(name: bytes[range])
      || SecretPatterns.looksSecret(text: value[...])
    let text = String(decoding: value, as: UTF8.self)
    keep(
      EnvFile.Entry(
        name: name, value: EnvValue(text, isSecret: isSecret), location: place,
        variables: used.map(\.location)))
  }

  private mutating func keep(_ entry: EnvFile.Entry) {
    if let place = places[entry.name] {
      warn(
        "DOT09", "\(entry.name) is already set on line \(entries[place].location.line)",
        at: entry.location, hint: "the last one counts; keep one of them",
        related: [entries[place].location])
      entries[place] = entry
    } else {
      places[entry.name] = entries.count
      entries.append(entry)
    }
  }

  /// Up to the end of the line or to the first ` #`, blanks at the end dropped.
  private mutating func unquoted(at place: Location) -> [UInt8] {
    let start = index
    let lineEnd = bytes[start...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count
    let end = EnvBytes.comment(bytes, start..<lineEnd) ?? lineEnd
    index = lineEnd
    let value = Array(bytes[start..<EnvBytes.trimmingEnd(bytes, start..<end)])
    lint(value, at: place)
    return value
  }

  private mutating func lint(_ value: [UInt8], at place: Location) {
    if value.first == UInt8(ascii: "#") {
      warn(
        "DOT10", "a # right behind = belongs to the value", at: place,
        hint: "quote the value, or put the comment on a line of its own")
    }
    if EnvBytes.holds(value, UInt8(ascii: "\t"), UInt8(ascii: "#")) {
      warn(
        "DOT11", "a # behind a tab belongs to the value", at: place,
        hint: "put a space before the #")
    }
    if EnvBytes.holds(value, UInt8(ascii: "\\"), UInt8(ascii: "$")) {
      warn(
        "DOT12", "a backslash before $ stays in an unquoted value, and the variable is replaced",
        at: place, hint: "write $$ for a dollar sign")
    }
  }

  /// `nil`, with everything skipped, when no quote closes the value.
  private mutating func quoted(by quote: UInt8, at place: Location) -> [UInt8]? {
    var value: [UInt8] = []
    var isEscaped = false
    index += 1
    while index < bytes.count {
      let byte = bytes[index]
      if byte == UInt8(ascii: "\n") { nextLine() } else { index += 1 }
      if byte == quote && !isEscaped {
        return quote == UInt8(ascii: "\"") ? EnvBytes.unescaped(value) : value
      }
      if byte == UInt8(ascii: "\\") && !isEscaped {
        isEscaped = true
        continue
      }
      if isEscaped && byte != quote { value.append(UInt8(ascii: "\\")) }
      isEscaped = false
      value.append(byte)
    }
    fail("DOT13", "the quote is never closed", at: place)
    return nil
  }

  private mutating func interpolate(
    _ value: [UInt8], used: inout [EnvFile.Entry], at place: Location
  ) -> [UInt8] {
    let template: Interpolation
    do {
      template = try Interpolation.parse(String(decoding: value, as: UTF8.self))
    } catch {
      fail(
        "DOT14", "the value holds a ${ that is no variable", at: place,
        hint: "write ${NAME}, or $$ for a dollar sign")
      return value
    }
    let outcome = template.evaluated { name in entry(name)?.value.revealed }
    used = outcome.used.compactMap { entry($0) }
    for name in outcome.undefined {
      warn(
        "DOT15", "the value uses \(name), which is not set above and becomes empty", at: place,
        hint: "set \(name) before this line, or write ${\(name):-default}")
    }
    for failure in outcome.failures {
      fail("DOT16", "the value needs \(failure.name), which is not set", at: place)
    }
    return Array(outcome.text.utf8)
  }

  private func entry(_ name: String) -> EnvFile.Entry? {
    places[name].map { entries[$0] } ?? earlier[name]
  }

  // MARK: Places

  private var here: Location {
    var column = 1
    for byte in bytes[lineStart..<index] where byte & 0xC0 != 0x80 { column += 1 }
    return Location(file: file, line: line, column: column)
  }

  private func text(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }

  /// Steps over the newline at the index.
  private mutating func nextLine() {
    index += 1
    line += 1
    lineStart = index
    quoteEnd = nil
  }

  /// Stands at the newline that ends the line afterwards.
  private mutating func skipLine() {
    index = bytes[index...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count
  }

  private mutating func skipSpaces() {
    while index < bytes.count, let width = EnvBytes.spaceWidth(bytes, at: index) { index += width }
  }

  private mutating func fail(
    _ code: String, _ message: String, at place: Location, hint: String? = nil
  ) {
    diagnostics.append(Diagnostic(.error, code, message, at: place, hint: hint))
  }

  private mutating func warn(
    _ code: String, _ message: String, at place: Location, hint: String? = nil,
    related: [Location] = []
  ) {
    diagnostics.append(
      Diagnostic(.warning, code, message, at: place, hint: hint, related: related))
  }
}
