import Testing

/// The words of docs/ARCHITECTURE.md: one word for a concept, one concept for a word.
struct `The glossary` {
  @Test func `is in alphabetical order and says something of each word once`() {
    let words = Self.rows.map { $0.word.lowercased() }

    #expect(words.count > 30)
    #expect(words == Set(words).sorted())
    #expect(Self.rows.filter { $0.meaning.isEmpty }.map(\.word) == [])
  }

  @Test func `names types that the sources declare`() {
    let declared = Set(
      Repository.lines(
        matching: #"\b(struct|enum|class|actor|protocol|typealias) [A-Z][A-Za-z]*"#,
        in: "Sources/**/*.swift"
      ).flatMap { $0.text.split { !$0.isLetter && !$0.isNumber }.map(String.init) })

    let missing = Self.rows.flatMap { row in
      row.types.filter { !declared.contains($0) }.map { "\(row.word): no type \($0)" }
    }

    #expect(missing == [])
  }

  @Test(arguments: RetiredWord.all)
  func `names nothing by a word that is retired`(word: RetiredWord) {
    #expect(word.lines.map { "\($0): say \(word.replacement)" } == [])
  }

  @Test func `finds a retired word inside a name, and not inside another word`() {
    let pattern = RetiredWord("rung", "layer value").pattern

    let found = Repository.shell(
      "printf '  let rung = 1\\n  var topRungs = 2\\nstruct RungLine {\\n  var isRunning = 3\\n    let rung = 4\\n'"
        + " | grep -E '\(pattern)'")

    #expect(
      found.output == """
          let rung = 1
          var topRungs = 2
        struct RungLine {

        """)
  }

  /// One line of the table under "Words".
  private static let rows: [(word: String, meaning: String, types: [String])] =
    (Repository.text("docs/ARCHITECTURE.md") ?? "").split(separator: "\n")
    .drop { $0 != "## Words" }.dropFirst().prefix { !$0.hasPrefix("## ") }
    .filter { $0.hasPrefix("| ") && !$0.hasPrefix("| Word ") }
    .map { row in
      let cells = row.split(separator: "|").map { $0.drop { $0 == " " } }
      let types = row.split(separator: "`", omittingEmptySubsequences: false).enumerated()
        .filter { $0.offset % 2 == 1 && $0.element.first?.isUppercase == true }
      return (
        String(cells[0].trimmingSuffix { $0 == " " }), String(cells[1]),
        types.map { String($0.element) }
      )
    }
}

/// A word that must not be in the name of a type, property, function or case, because another word replaces it.
struct RetiredWord: Sendable, CustomTestStringConvertible {
  static let all = [
    RetiredWord("desk", "merger"),
    RetiredWord("glance", "outline"),
    RetiredWord("ladder", "layer values"),
    RetiredWord("remark", "notice"),
    RetiredWord("rung", "layer value"),
    RetiredWord("standing", "column state", in: "Sources/Console/**/*.swift"),
  ]

  let word: String
  let replacement: String
  /// The files in which the word is retired; outside of the console, an outcome still has the property `standing`.
  let files: String

  init(_ word: String, _ replacement: String, in files: String = "Sources/**/*.swift") {
    (self.word, self.replacement, self.files) = (word, replacement, files)
  }

  var testDescription: String { word }

  /// Matches declarations outside of functions: those that are indented by at most two spaces or have a modifier.
  var pattern: String {
    let capital = word.prefix(1).uppercased() + word.dropFirst()
    let modifier = "((package|private|fileprivate|static|mutating|final|indirect)(\\(set\\))? )"
    let keyword = "(let|var|case|func|struct|enum|class|actor|protocol|typealias) "
    let name = "(\(word)|[A-Za-z0-9]*\(capital))s?([A-Z(:, <]|$)"
    return "^( ? ?\(modifier)*| +\(modifier)+)\(keyword)\(name)"
  }

  var lines: [SourceLine] { Repository.lines(matching: pattern, in: files) }
}

extension Substring {
  fileprivate func trimmingSuffix(while isTrimmed: (Character) -> Bool) -> Substring {
    var rest = self
    while let last = rest.last, isTrimmed(last) { rest.removeLast() }
    return rest
  }
}
