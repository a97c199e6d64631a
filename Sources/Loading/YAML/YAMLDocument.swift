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
