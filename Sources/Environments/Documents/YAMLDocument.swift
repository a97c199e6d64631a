import Yams

/// Reads YAML text into a tree that knows its places. Never throws, hangs or crashes on any text.
package enum YAMLDocument {
  /// More nodes than this, aliases expanded, and the document is refused as an alias bomb.
  package static let nodesMax = 50_000
  package static let depthMax = 100
  static let duplicatesMax = 50

  /// Gives the document's root and everything wrong with the text. The node is null for an empty
  /// document and for one whose syntax is broken; a duplicate key keeps its first value.
  package static func parse(
    _ text: String, file: String, dialect: YAMLDialect = .compose
  ) -> (node: YAMLNode?, diagnostics: [Diagnostic]) {
    var shield = YAMLShield(text)
    var duplicates: [Diagnostic] = []
    while true {
      do {
        let parser = try Parser(yaml: shield.text, resolver: .basic, encoding: .utf8)
        guard let root = try parser.singleRoot() else { return (nil, duplicates) }
        var reader = YAMLReader(file: file, dialect: dialect, shield: shield)
        // Anchors are weak references into the parser, so it outlives the reading.
        let node = withExtendedLifetime(parser) { reader.readRoot(root) }
        return (node, inOrder(duplicates + reader.diagnostics))
      } catch YamlError.duplicatedKeysInMapping(let names, let context) {
        let place = shield.hideDuplicate(
          of: names.first ?? "", line: context.mark.line, column: context.mark.column)
        let first = Location(file: file, line: context.mark.line, column: context.mark.column)
        duplicates.append(duplicateKey(names.first ?? "", first: first, second: place))
        guard place != nil, duplicates.count < duplicatesMax else { return (nil, duplicates) }
      } catch {
        return (nil, inOrder(duplicates + [syntaxError(error, text: text, file: file)]))
      }
    }
  }

  private static func duplicateKey(
    _ name: String, first: Location, second: (line: Int, column: Int)?
  ) -> Diagnostic {
    let place = second.map { Location(file: first.file, line: $0.line, column: $0.column) }
    return Diagnostic(
      .error, "YAML02", "the key \(name) is already set on line \(first.line)",
      at: place ?? first, hint: "keep one of them", related: place == nil ? [] : [first])
  }

  private static func inOrder(_ diagnostics: [Diagnostic]) -> [Diagnostic] {
    diagnostics.sorted {
      ($0.location?.line ?? 0, $0.location?.column ?? 0)
        < ($1.location?.line ?? 0, $1.location?.column ?? 0)
    }
  }
}
