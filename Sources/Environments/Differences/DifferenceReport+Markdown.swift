extension DifferenceReport {
  /// GitHub limits a comment to 65,536 characters; this leaves room for a line of the caller's own.
  package static let markdownCharactersMax = 65_000

  /// A comment for a pull request: one table per source, with accepted differences folded. The last line counts the
  /// rows that did not fit.
  ///
  /// - Parameter notes: sentences about how the environments were compared.
  package func markdown(
    notes: [String] = [], charactersMax: Int = DifferenceReport.markdownCharactersMax
  ) -> String {
    let rows = matrix.differences
    if let lone { return Markdown.prose(lone, scalarsMax: 300) + "\n" }
    guard !rows.isEmpty else { return "**No differences** between \(markdownNames).\n" }
    let open = rows.filter(\.isOpen)
    let accepted = rows.filter { !$0.isOpen }
    var text = MarkdownBudget(charactersMax: charactersMax - Self.closingMax)
    _ = text.add("\(headline(open: open.count, accepted: accepted.count))\n")
    for note in notes.prefix(Self.notesMax) {
      _ = text.add("\n> \(Markdown.prose(note, scalarsMax: 300))\n")
    }
    var left = add(open, lastColumn: "", to: &text)
    left += addFolded(accepted, to: &text)
    return text.text + closing(left)
  }

  private static let closingMax = 200
  private static let notesMax = 10
  private static let valueMax = 80
  private static let keyMax = 160
  /// When there are more environments than this, they are counted instead of named.
  private static let namesMax = 8
  private static let folded = (open: "\n<details>\n<summary>", close: "\n</details>\n")

  private var markdownNames: String {
    guard matrix.environments.count <= Self.namesMax else {
      return "\(matrix.environments.count) environments"
    }
    return matrix.environments.map { Markdown.code($0, scalarsMax: 40) }.enumerated
  }

  private func headline(open: Int, accepted: Int) -> String {
    let differences =
      "\(open == 0 ? "No" : "\(open)") open \(open == 1 ? "difference" : "differences")"
    return "**\(differences)** between \(markdownNames)"
      + (accepted == 0 ? "." : ", \(accepted) accepted.")
  }

  private func closing(_ left: Int) -> String {
    guard left > 0 else { return "" }
    let rows = left == 1 ? "1 row is" : "\(left) rows are"
    return
      "\n*\(rows) left out, because GitHub limits the length of comments: `triptych diff` shows all.*\n"
  }

  /// Returns how many rows did not fit.
  private func addFolded(_ rows: [Matrix.Row], to text: inout MarkdownBudget) -> Int {
    guard !rows.isEmpty else { return 0 }
    let before = text
    let head = "\(Self.folded.open)\(rows.count) accepted</summary>\n"
    guard text.add(head, keeping: Self.folded.close.count) else { return rows.count }
    let left = add(rows, lastColumn: "why", keeping: Self.folded.close.count, to: &text)
    if left == rows.count {
      text = before
      return left
    }
    _ = text.add(Self.folded.close)
    return left
  }

  /// Adds one table per source, in the order of the sources. Returns how many rows did not fit.
  private func add(
    _ rows: [Matrix.Row], lastColumn: String, keeping reserve: Int = 0,
    to text: inout MarkdownBudget
  ) -> Int {
    let table = Dictionary(grouping: rows, by: \.key.source)
    var left = 0
    for source in Source.allCases {
      guard let rows = table[source] else { continue }
      let head = tableHead(source, lastColumn)
      let lines = rows.map(tableLine)
      // A table's head is only added together with its first row.
      guard let first = lines.first, text.add(head + first, keeping: reserve) else {
        left += rows.count
        continue
      }
      let fitting = lines.dropFirst().prefix { text.add($0, keeping: reserve) }
      left += lines.count - 1 - fitting.count
    }
    return left
  }

  private func tableHead(_ source: Source, _ lastColumn: String) -> String {
    let names = matrix.environments.map { Markdown.code($0, scalarsMax: 40) }
    let cells = [source.rawValue] + names + [lastColumn]
    let rule = String(repeating: "|---", count: cells.count)
    return "\n| \(cells.joined(separator: " | ")) |\n\(rule)|\n"
  }

  private func tableLine(_ row: Matrix.Row) -> String {
    let texts = row.texts { text, _ in Markdown.shortened(text, to: Self.valueMax) }
    let values = texts.map {
      $0.map { Markdown.code($0, scalarsMax: Self.valueMax) } ?? "*missing*"
    }
    let cells = [Markdown.code(row.key.path, scalarsMax: Self.keyMax)] + values + [notice(row)]
    return "| \(cells.joined(separator: " | ")) |\n"
  }

  private func notice(_ row: Matrix.Row) -> String {
    if let reason = row.accepted { return Markdown.prose(reason, scalarsMax: 200) }
    return row.kind == .sameSecret ? "one secret in \(sharersInCode(row))" : ""
  }

  private func sharersInCode(_ row: Matrix.Row) -> String {
    Markdown.prose(row.sharers(matrix.environments), scalarsMax: 200)
  }
}
