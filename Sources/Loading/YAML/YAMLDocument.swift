import Environments

/// Reads YAML text into a tree that knows its places. Never throws, hangs or crashes on any text.
package enum YAMLDocument {
  /// Gives the document's root and everything wrong with the text. The node is `nil` for an empty
  /// document and for one whose syntax is broken; a duplicate key keeps its first value.
  package static func parse(
    _ text: String, file: String, dialect: YAMLDialect = .compose
  ) -> (node: YAMLNode?, diagnostics: [Diagnostic]) {
    var text = text
    return text.withUTF8 { bytes in
      var reader = YAMLReader(bytes, file: file, dialect: dialect)
      let node = reader.readDocument()
      return (node, inOrder(reader.diagnostics))
    }
  }

  private static func inOrder(_ diagnostics: [Diagnostic]) -> [Diagnostic] {
    diagnostics.sorted {
      ($0.location?.line ?? 0, $0.location?.column ?? 0)
        < ($1.location?.line ?? 0, $1.location?.column ?? 0)
    }
  }
}

/// Which of YAML's conveniences a kind of file may use.
package enum YAMLDialect: Hashable, Sendable {
  /// Compose files: merge keys are merged, `!reset` and `!override` are kept.
  case compose
  /// Our own files, where inheritance is `extends` and nothing else.
  case settings

  var tags: Set<String> { self == .compose ? ["!reset", "!override"] : [] }
}

extension YAMLDocument {
  /// Says what is wrong with the syntax, and nothing of what the file holds: that may be secret.
  static func syntaxError(
    _ problem: YAMLProblem, text: UnsafeBufferPointer<UInt8>, file: String
  ) -> Diagnostic {
    guard let words = problem.words else {
      let start = Location(file: file, line: 1, column: 1)
      return Diagnostic(.error, "YAML01", "the file is not YAML", at: start)
    }
    if let offset = problem.unreadableOffset {
      let place = place(at: offset, in: text, file: file)
      return Diagnostic(.error, "YAML01", "the file is not YAML: \(words)", at: place)
    }
    let place = Location(file: file, line: problem.line, column: problem.column)
    return Diagnostic(
      .error, "YAML01", sentence(words, problem), at: place,
      hint: hint(words, before: place, in: text))
  }

  /// Where a byte stands, counted as libyaml counts.
  static func place(
    at offset: Int, in text: UnsafeBufferPointer<UInt8>, file: String
  ) -> Location {
    var place = Location(file: file, line: 1, column: 1)
    var last: Unicode.Scalar?
    for scalar in String(decoding: text[..<offset], as: UTF8.self).unicodeScalars {
      let isSecondHalf = last == "\r" && scalar == "\n"
      if "\n\r\u{85}\u{2028}\u{2029}".unicodeScalars.contains(scalar) {
        if !isSecondHalf { place = Location(file: file, line: place.line + 1, column: 1) }
      } else {
        place.column += 1
      }
      last = scalar
    }
    return place
  }

  private static func sentence(_ words: String, _ problem: YAMLProblem) -> String {
    guard let context = problem.context, context.line != problem.line else { return words }
    return "\(words), \(context.words) from line \(context.line) on"
  }

  private static func hint(
    _ words: String, before place: Location, in text: UnsafeBufferPointer<UInt8>
  ) -> String? {
    if line(place.line, of: text).prefix(place.column).contains("\t") {
      return "indent with spaces; YAML allows no tabs"
    }
    if words.contains("mapping values are not allowed") {
      return "quote a text that holds a colon and a space"
    }
    return nil
  }

  private static func line(
    _ number: Int, of text: UnsafeBufferPointer<UInt8>
  ) -> String.UnicodeScalarView {
    let lines = text.split(
      separator: UInt8(ascii: "\n"), maxSplits: number, omittingEmptySubsequences: false)
    guard lines.indices.contains(number - 1) else { return "".unicodeScalars }
    return String(decoding: lines[number - 1], as: UTF8.self).unicodeScalars
  }
}
