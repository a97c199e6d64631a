import Testing

struct `The requirements` {
  @Test func `have a row for every line of the story`() {
    let wanted = [
      ("AC", 6), ("1.", 5), ("2.", 5), ("3.", 5), ("4.", 5), ("5.", 5), ("6.", 5), ("7.", 5),
      ("before-", 1), ("api-", 7), ("component-", 11), ("file-", 12), ("testing-", 18),
      ("constraint-", 16), ("reference-", 4), ("console-", 6),
    ]

    let lines = wanted.flatMap { group, count in (1...count).map { "\(group)\($0)" } }

    #expect(Self.rows.map(\.line) == lines)
    #expect(Self.rows.filter(\.asked.isEmpty).map(\.line) == [])
  }

  @Test func `are each met by files that are there, or not yet`() {
    let bare = Self.rows.filter { $0.files.isEmpty && $0.state != "not yet" }
    let dead = Self.rows.flatMap(\.files).filter { !Repository.exists($0) }

    #expect(bare.map(\.line) == [])
    #expect(dead == [])
  }

  @Test func `name tests that their files have`() {
    let tests = Set(
      Repository.shell(
        "git grep --untracked -oE 'func `[^`]+`\\(' -- Tests docker/trading-api/Tests"
      ).output.split(separator: "\n").map(String.init))

    let unknown = Self.rows.flatMap(\.proofs).filter { !tests.contains($0) }

    #expect(unknown == [])
  }

  @Test func `name no file of tests without a test in it`() {
    let silent = Self.rows.filter { row in
      row.provingFiles.contains { file in !row.proofs.contains { $0.hasPrefix(file + ":") } }
    }

    #expect(silent.map(\.line) == [])
  }

  @Test func `have each a test, or say why not`() {
    let bare = Self.rows.filter { $0.proofs.isEmpty && $0.reason.isEmpty }

    #expect(bare.map(\.line) == [])
  }

  @Test func `say in one sentence what deviates and what is not there yet`() {
    let unknown = Self.rows.filter { !["met", "deviates", "not yet"].contains($0.state) }
    let silent = Self.rows.filter { $0.state != "met" && $0.reason.isEmpty }
    let torn = Self.rows.filter { row in
      !row.reason.isEmpty && (row.reason.last != "." || row.reason.contains(". "))
    }

    #expect(unknown.map(\.description) == [])
    #expect(silent.map(\.line) == [])
    #expect(torn.map(\.description) == [])
  }

  @Test func `begin with what is not there yet`() {
    let told = Self.text.split(separator: "\n\n").first { $0.hasPrefix("Not yet, ") }
    let words = told?.split { !($0.isLetter || $0.isNumber || $0 == "." || $0 == "-") } ?? []

    let lines = words.filter { $0.contains(where: \.isNumber) }.map(String.init)

    #expect(lines.sorted() == Self.rows.filter { $0.state == "not yet" }.map(\.line).sorted())
  }

  private static let text = Repository.text("docs/requirements.md") ?? ""

  private static let rows = text.split(separator: "\n").compactMap { Requirement($0) }
}
