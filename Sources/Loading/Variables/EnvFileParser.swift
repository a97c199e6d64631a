import Environments

/// Parses a `.env` file by the grammar of Compose's parser, on bytes because files may be long. Input that Compose
/// refuses is an error here; input that Compose silently misreads is a warning.
struct EnvFileParser {
  let file: String
  let earlier: [ExactText: EnvFile.Entry]
  let order: EnvFileOrder
  private(set) var entries: [EnvFile.Entry] = []
  private(set) var diagnostics: [Diagnostic] = []
  /// The names that are used and not set.
  private(set) var missing: Set<ExactText> = []
  private(set) var dependsOnOrder = false

  private let bytes: [UInt8]
  private var index = 0
  private var line = 1
  private var lineStart = 0
  private var positions: [ExactText: Int] = [:]
  private var expansion: ExpansionBudget
  /// The position after a closing quote, until the line ends: text that follows there is rarely intended.
  private var quoteEnd: Location?
  /// Whether the statement is what follows a closing quote on its line, and so rather a part of the value.
  private var isRemainder = false
  /// Whether the lines of a private key follow, and whether the statement is one of them.
  private var isInKey = false
  private var isOfKey = false
  /// Whether the statement before gave a secret's name no value: a bare word after it may be the value.
  private var isAfterEmptySecret = false

  init(
    _ text: String, file: String, earlier: [ExactText: EnvFile.Entry], order: EnvFileOrder
  ) {
    self.order = order
    self.file = file
    self.earlier = earlier
    bytes = Array(text.utf8)
    expansion = ExpansionBudget(after: earlier)
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
        hint: "end it with a newline; without one Compose misreads a bare name")
    }
  }

  // MARK: Statements

  /// Moves to the next statement; false at the end of the file.
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
    isRemainder = quoteEnd != nil
    noticeKey()
    if let quoteEnd {
      warn(
        "DOT02", "text follows the closing quote, and Compose reads it as another variable",
        at: quoteEnd, hint: "a comment needs a space and a # before it")
      self.quoteEnd = nil
    }
    skipExport()
    let position = here
    let start = index
    guard let separator = EnvBytes.endOfName(bytes, from: start) else {
      return refuseRest(from: start, at: position)
    }
    let end = EnvBytes.trimmingEnd(bytes, start..<separator)
    let name = text(start..<end)
    guard checkName(name, start..<end, at: position) else { return skipLine() }
    if bytes[separator] == UInt8(ascii: "\n") {
      index = separator
      return inherit(name, at: position)
    }
    index = separator + 1
    defer { isAfterEmptySecret = isEmptySecret(start..<end) }
    value(of: name, start..<end, at: position)
  }

  /// A private key without quotes ends at its first line for Compose, which takes each further line for a variable.
  private mutating func noticeKey() {
    let line = EnvBytes.line(bytes, from: index)
    isOfKey = isInKey && (EnvBytes.isBase64(line) || line.starts(with: "-----".utf8))
    isInKey = isOfKey && !line.starts(with: "-----END".utf8) || line.starts(with: "-----BEGIN".utf8)
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

  /// Reports a name that ends at the end of the file or at an invalid character.
  private mutating func refuseRest(from start: Int, at position: Location) {
    let bad = EnvBytes.firstBadByte(bytes, from: start)
    index = bad ?? bytes.count
    if bad == nil {
      fail(
        "DOT03", "the file ends after a name without = and without a newline", at: position,
        hint: "write NAME=value, and end the last line with a newline")
    } else {
      fail(
        "DOT04", "a name cannot hold this character", at: here,
        hint: "names are letters, digits and underscores, then =")
    }
    skipLine()
  }

  private mutating func checkName(_ name: String, _ range: Range<Int>, at position: Location)
    -> Bool
  {
    if range.isEmpty {
      fail("DOT05", "there is no name before the =", at: position)
      return false
    }
    if bytes[range].contains(UInt8(ascii: " ")) {
      fail("DOT06", "a name cannot hold a space", at: position)
      return false
    }
    if !TextForms.isVariableName(bytes[range]) {
      warn(
        "DOT07", "\(quoted(name)) is not a name that shells accept", at: position,
        hint: "letters, digits and underscores, not starting with a digit")
    }
    return true
  }

  private mutating func inherit(_ name: String, at position: Location) {
    guard earlier[name] == nil, positions[name] == nil else { return }
    missing.insert(ExactText(name))
    warn(
      "DOT08",
      "\(isAfterEmptySecret ? "this name" : quoted(name)) has no value here, and none is taken from the caller's shell",
      at: position, hint: "write = after a name for an empty value")
  }

  // MARK: Values

  private mutating func value(of name: String, _ range: Range<Int>, at position: Location) {
    skipSpaces()
    let valuePosition = here
    let quote = index < bytes.count ? bytes[index] : 0
    let isLiteral = quote == UInt8(ascii: "'")
    var value: [UInt8]
    if isLiteral || quote == UInt8(ascii: "\"") {
      guard let quoted = quoted(by: quote, at: valuePosition) else { return }
      value = quoted
      quoteEnd = here
    } else {
      value = unquoted(at: valuePosition)
    }
    var used: [EnvFile.Entry] = []
    if !isLiteral, value.contains(UInt8(ascii: "$")) {
      value = interpolate(value, of: name, used: &used, at: valuePosition)
    }
    let isSecret =
      used.contains { $0.value.isSecret }
      || SecretPatterns.isSecret(name: bytes[range], value: value[...])
      || SecretPatterns.looksSecret(text: value[...])
    let text = String(decoding: value, as: UTF8.self)
    keep(
      EnvFile.Entry(
        name: name, value: EnvValue(text, isSecret: isSecret),
        origin: Origin(layer: .envFile, location: position), variables: used.map(\.origin)))
  }

  private mutating func keep(_ entry: EnvFile.Entry) {
    // The name of such a variable is a part of the key.
    if isOfKey { return }
    if let position = positions[entry.name] {
      warn(
        "DOT09", "\(quoted(entry.name)) is already set on line \(entries[position].location.line)",
        at: entry.location, hint: "the last one counts; keep one of them",
        related: [entries[position].location])
      entries[position] = entry
    } else {
      positions[entry.name] = entries.count
      entries.append(entry)
    }
  }

  /// The value up to the end of the line or the first ` #`, without trailing white space.
  private mutating func unquoted(at position: Location) -> [UInt8] {
    let start = index
    let lineEnd = bytes[start...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count
    let end = EnvBytes.comment(bytes, start..<lineEnd) ?? lineEnd
    index = lineEnd
    let value = Array(bytes[start..<EnvBytes.trimmingEnd(bytes, start..<end)])
    lint(value, at: position)
    isInKey =
      isInKey || EnvBytes.holds(value, "-----BEGIN") && !EnvBytes.holds(value, "-----END")
    return value
  }

  private mutating func lint(_ value: [UInt8], at position: Location) {
    if value.first == UInt8(ascii: "#") {
      warn(
        "DOT10", "a # right after = belongs to the value", at: position,
        hint: "quote the value, or put the comment on a line of its own")
    }
    if EnvBytes.holds(value, UInt8(ascii: "\t"), UInt8(ascii: "#")) {
      warn(
        "DOT11", "a # after a tab belongs to the value", at: position,
        hint: "put a space before the #")
    }
    if EnvBytes.holds(value, UInt8(ascii: "\\"), UInt8(ascii: "$")) {
      warn(
        "DOT12", "a backslash before $ stays in an unquoted value, and the variable is replaced",
        at: position, hint: "write $$ for a dollar sign")
    }
  }

  /// `nil`, at the end of the file, when the quote is not closed.
  private mutating func quoted(by quote: UInt8, at position: Location) -> [UInt8]? {
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
    fail("DOT13", "the quote is never closed", at: position)
    return nil
  }

  private mutating func interpolate(
    _ value: [UInt8], of owner: String, used: inout [EnvFile.Entry], at position: Location
  ) -> [UInt8] {
    let template: Interpolation
    do throws(Interpolation.Malformed) {
      template = try Interpolation.parse(String(decoding: value, as: UTF8.self))
    } catch  where error.isTooDeep {
      diagnostics.append(.expandsTooDeep(at: position))
      return []
    } catch {
      fail(
        "DOT14", "the value holds a ${ that does not start a valid variable", at: position,
        hint: "write ${NAME}, or $$ for a dollar sign")
      return value
    }
    var missing: Set<ExactText> = []
    var isAmbiguous = false
    let outcome = template.evaluated(bytesMax: expansion.bytesMaxOfValue) { name in
      let entry = entry(name)
      if isSetTwice(name) { isAmbiguous = true }
      if entry == nil { missing.insert(ExactText(name)) }
      return entry?.value.revealed
    }
    self.missing.formUnion(missing)
    if isAmbiguous { dependsOnOrder = true }
    used = outcome.used.compactMap { entry($0) }
    expansion.take(outcome.text.utf8.count)
    if outcome.isTooLong, let fault = expansion.fault(at: position) { diagnostics.append(fault) }
    if outcome.undefined.isEmpty, outcome.failures.isEmpty { return Array(outcome.text.utf8) }
    let quotable = QuotableName.quotable(in: template, of: owner)
    func shown(_ name: String) -> String { quotable.contains(name) ? name : "a variable" }
    for name in outcome.undefined {
      warn(
        "DOT15", "the value uses \(shown(name)), which is not set above and becomes empty",
        at: position,
        hint: "set it before this line, write ${NAME:-default}, or $$ for a dollar sign")
    }
    for name in outcome.failures {
      fail("DOT16", "the value needs \(shown(name)), which is not set", at: position)
    }
    return Array(outcome.text.utf8)
  }

  /// Whether the variable kept last has the name at the range, that of a secret, and no value.
  private func isEmptySecret(_ name: Range<Int>) -> Bool {
    positions[ExactText(text(name))].map { entries[$0].value.revealed.isEmpty } == true
      && SecretPatterns.isSecret(name: bytes[name])
  }

  /// The name as a message quotes it: not when it may be a part of a secret that a quote or a line end cut in two.
  private func quoted(_ name: String) -> String {
    isRemainder || isOfKey || !QuotableName.isOfVariable(name) ? "this name" : name
  }

  private func entry(_ name: String) -> EnvFile.Entry? {
    let own = positions[name].map { entries[$0] }
    return switch order {
    case .earlierFiles: earlier[name] ?? own
    case .ownFile: own ?? earlier[name]
    }
  }

  private func isSetTwice(_ name: String) -> Bool {
    guard let other = earlier[name], let position = positions[name] else { return false }
    return !entries[position].value.revealed.isExactly(other.value.revealed)
  }

  // MARK: Positions

  private var here: Location {
    var column = 1
    for byte in bytes[lineStart..<index] where byte & 0xC0 != 0x80 { column += 1 }
    return Location(file: file, line: line, column: column)
  }

  private func text(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }

  /// Moves past the newline at the index.
  private mutating func nextLine() {
    index += 1
    line += 1
    lineStart = index
    quoteEnd = nil
  }

  /// Moves to the newline that ends the line.
  private mutating func skipLine() {
    index = bytes[index...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count
  }

  private mutating func skipSpaces() {
    while index < bytes.count, let width = EnvBytes.spaceWidth(bytes, at: index) { index += width }
  }

  private mutating func fail(
    _ code: String, _ message: String, at position: Location, hint: String? = nil
  ) {
    diagnostics.append(Diagnostic(.error, code, message, at: position, hint: hint))
  }

  private mutating func warn(
    _ code: String, _ message: String, at position: Location, hint: String? = nil,
    related: [Location] = []
  ) {
    diagnostics.append(
      Diagnostic(.warning, code, message, at: position, hint: hint, related: related))
  }
}
