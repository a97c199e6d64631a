/// One line of a program that reads files, from which what it quotes of them is withheld.
struct MessageWords {
  private(set) var text: String
  /// Whether a value was withheld to the end of the line.
  private(set) var isOpen = false
  private let names: Set<String>
  private let unquotable: Set<String>

  init(_ text: String, names: Set<String>, unquotable: Set<String>) {
    self.text = text
    self.names = names
    self.unquotable = unquotable
  }

  mutating func withhold() {
    withholdQuotations()
    withholdNamesOfFaults()
    withholdTail()
  }

  // MARK: Quotations

  private mutating func withholdQuotations() {
    var result = ""
    var rest = text[...]
    while let start = rest.firstIndex(where: { "\"`'".contains($0) }) {
      result += rest[...start]
      let quote = rest[start]
      let inner = rest[rest.index(after: start)...]
      // The apostrophe of a word quotes nothing.
      if quote == "'", result.dropLast().last?.isOfWord == true {
        rest = inner
        continue
      }
      // The words that are allowed are Compose's own.
      if result.hasSuffixOfChoices {
        result += inner
        text = result
        return
      }
      let end = inner.closingQuote(quote)
      let quoted = inner[..<(end ?? inner.endIndex)]
      let behind = end.map { inner[inner.index(after: $0)...] } ?? ""
      result += isQuotable(quoted, before: behind) ? String(quoted) : Secret.mask
      guard let end else {
        isOpen = true
        text = result
        return
      }
      result.append(inner[end])
      rest = behind
    }
    text = result + rest
  }

  private func isQuotable(_ quoted: Substring, before rest: Substring) -> Bool {
    let name = String(quoted)
    if quoted.count < 2 { return true }
    if unquotable.contains(name) { return false }
    return names.contains(name) || Self.ownWords.contains(name) || isPath(quoted) || isFile(name)
  }

  /// What Compose quotes of itself.
  private static let ownWords: Set<String> = [
    "docker login", "external: true", "false", "null", "true", "version",
  ]

  /// Whether the text is a path of names, such as `services.api.ports` and `services[api].ports`.
  private func isPath(_ text: Substring) -> Bool {
    let parts = text.split { ".[]".contains($0) }
    guard parts.count > 1, let first = parts.first else { return false }
    if Self.sections.contains(first) {
      return parts.allSatisfy { $0.allSatisfy { $0.isOfWord || $0 == "-" } }
    }
    return parts.allSatisfy { names.contains(String($0)) }
  }

  private static let sections: Set<Substring> = [
    "configs", "networks", "secrets", "services", "volumes",
  ]

  private func isFile(_ path: String) -> Bool {
    path.hasPrefix("/") && names.contains { $0.contains(".") && path.hasSuffix("/" + $0) }
  }

  // MARK: Unquoted values

  /// The word behind one of these is what is wrong.
  private static let announcements = [
    "undefined network ", "undefined volume ", "undefined secret ", "undefined config ",
    "undefined service ", "Additional property ", "unsupported external secret ",
  ]

  private mutating func withholdNamesOfFaults() {
    for announcement in Self.announcements {
      guard let start = text.firstRange(of: announcement)?.upperBound else { continue }
      let word = text[start...].prefix { $0 != " " && $0 != ":" }
      guard !word.isEmpty, !word.hasPrefix("\""), !names.contains(String(word)) else { continue }
      text.replaceSubrange(word.startIndex..<word.endIndex, with: Secret.mask)
    }
  }

  /// What is wrong stands behind the last colon: `invalid boolean: s3cret`.
  private mutating func withholdTail() {
    var start = text.startIndex
    while let colon = text[start...].firstRange(of: ": ") {
      let segment = text[start..<colon.lowerBound]
      let rest = text[colon.upperBound...]
      start = colon.upperBound
      guard Self.announcesValue(segment), !Self.isOfProgram(rest) else { continue }
      let kept = Self.ending(in: rest)
      if isOfNames(rest.dropLast(kept.count)) { continue }
      isOpen = isOpen || kept.isEmpty
      text = text[..<start] + Secret.mask + kept
      return
    }
  }

  /// Whether the text is a mount of which the files give each part, such as `:/var/lib/data:ro`.
  private func isOfNames(_ text: Substring) -> Bool {
    text.contains(":")
      && text.split(separator: ":").allSatisfy { part in
        let name = String(part)
        return Self.modes.contains(name) || names.contains(name) && !unquotable.contains(name)
      }
  }

  private static let modes: Set<String> = ["ro", "rw", "z", "Z"]

  private static func announcesValue(_ segment: Substring) -> Bool {
    let words = segment.lowercased().split { !$0.isOfWord }
    if words.contains("flag") || words.contains("command") { return false }
    return words.contains { faults.contains($0) }
  }

  private static let faults: Set<Substring> = [
    "bad", "cast", "confusing", "duplicate", "illegal", "invalid", "malformed", "missing", "parse",
    "parsing", "specified", "undefined", "unexpected", "unknown", "unsupported", "wrong",
  ]

  /// Whether Compose's own words go on.
  private static func isOfProgram(_ rest: Substring) -> Bool {
    openings.contains { rest.hasPrefix($0) } || rest.first.map { "\"`'•".contains($0) } ?? true
  }

  private static let openings = [
    "Error response ", "Invalid ", "bad ", "cannot ", "can't ", "empty ", "error ", "expected ",
    "failed ", "invalid ", "is a directory", "line ", "missing ", "must ", "no such file ",
    "not found", "open /", "permission denied", "required ", "stat /", "strconv.", "time: ",
    "too many ", "unexpected ", "unknown ", "unmarshal errors", "unterminated ", "value out of ",
    "yaml: ",
  ]

  /// What Compose says behind the value.
  private static func ending(in rest: Substring) -> Substring {
    let endings = [
      ": too many colons", ": empty section between colons", ": invalid compose project",
      ": no such file or directory", ": not found", ": invalid syntax", ": value out of range",
      ": invalid argument",
    ]
    let added = rest.hasSuffix(ProgramMask.refusesRest) ? ProgramMask.refusesRest.count : 0
    let own = rest.dropLast(added)
    return endings.first { own.hasSuffix($0) }.map { rest.suffix($0.count + added) } ?? ""
  }
}

extension Character {
  fileprivate var isOfWord: Bool { isLetter || isNumber || self == "_" }
}

extension String {
  /// Whether the text so far announces the values that are allowed.
  fileprivate var hasSuffixOfChoices: Bool {
    hasSuffix("must be one of the following: \"") || hasSuffix("must be one of '")
      || hasSuffix("use one of: '")
  }
}

extension Substring {
  /// The first quote that no backslash precedes, and that no word follows.
  fileprivate func closingQuote(_ quote: Character) -> Index? {
    var isEscaped = false
    for index in indices {
      if isEscaped {
        isEscaped = false
      } else if self[index] == "\\" {
        isEscaped = true
      } else if self[index] == quote {
        let next = self.index(after: index)
        if next == endIndex || !self[next].isOfWord { return index }
      }
    }
    return nil
  }
}
