import Environments

/// Parses YAML text into a tree with positions. No text makes it throw, hang or crash.
package enum YAMLDocument {
  package typealias Parsed = (node: YAMLNode?, diagnostics: [Diagnostic], hasTags: Bool)

  /// Returns the document's root and all problems of the text. The node is `nil` for an empty document and for one with
  /// broken syntax; a duplicate key keeps its first value. `hasTags` says whether a node has a tag of the dialect.
  package static func parse(
    _ text: String, file: String, dialect: YAMLDialect = .compose
  ) -> Parsed {
    var text = text
    return text.withUTF8 { bytes in
      var reader = YAMLReader(bytes, file: file, dialect: dialect)
      let node = reader.readDocument()
      return (node, inOrder(reader.diagnostics), reader.hasTags)
    }
  }

  private static func inOrder(_ diagnostics: [Diagnostic]) -> [Diagnostic] {
    diagnostics.sorted {
      ($0.location?.line ?? 0, $0.location?.column ?? 0)
        < ($1.location?.line ?? 0, $1.location?.column ?? 0)
    }
  }
}

/// The YAML features that a kind of file may use.
package enum YAMLDialect: Hashable, Sendable {
  /// Compose files: merge keys are merged, `!reset` and `!override` are kept.
  case compose
  /// Triptych's own files, which inherit by `extends` only.
  case settings

  /// A document with more nodes is refused as an alias bomb. Compose counts otherwise and accepts more aliases than
  /// a person writes.
  var nodesMax: Int { self == .compose ? 400_000 : 50_000 }

  var tags: Set<String> { self == .compose ? ["!reset", "!override"] : [] }
}

extension YAMLDocument {
  /// Describes a syntax error without quoting the file, whose content may be secret.
  static func syntaxError(
    _ problem: YAMLProblem, text: UnsafeBufferPointer<UInt8>, file: String
  ) -> Diagnostic {
    guard let words = problem.words else {
      let start = Location(file: file, line: 1, column: 1)
      return Diagnostic(.error, "YAML01", "the file is not YAML", at: start)
    }
    if let offset = problem.unreadableOffset {
      let position = position(at: offset, in: text, file: file)
      return Diagnostic(.error, "YAML01", "the file is not YAML: \(words)", at: position)
    }
    let position = Location(file: file, line: problem.line, column: problem.column)
    return Diagnostic(
      .error, "YAML01", sentence(words, problem), at: position,
      hint: hint(words, before: position, in: text))
  }

  /// The position of a byte, counted as libyaml counts.
  static func position(
    at offset: Int, in text: UnsafeBufferPointer<UInt8>, file: String
  ) -> Location {
    var position = Location(file: file, line: 1, column: 1)
    var last: Unicode.Scalar?
    for scalar in String(decoding: text[..<offset], as: UTF8.self).unicodeScalars {
      let isSecondHalf = last == "\r" && scalar == "\n"
      if "\n\r\u{85}\u{2028}\u{2029}".unicodeScalars.contains(scalar) {
        if !isSecondHalf { position = Location(file: file, line: position.line + 1, column: 1) }
      } else {
        position.column += 1
      }
      last = scalar
    }
    return position
  }

  private static func sentence(_ words: String, _ problem: YAMLProblem) -> String {
    guard let context = problem.context, context.line != problem.line else { return words }
    return "\(words), \(context.words) from line \(context.line) on"
  }

  private static func hint(
    _ words: String, before position: Location, in text: UnsafeBufferPointer<UInt8>
  ) -> String? {
    if line(position.line, of: text).prefix(position.column).contains("\t") {
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
