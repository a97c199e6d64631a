import Testing

struct `The table of faults` {
  @Test func `each row names a test that exists`() {
    // The last table holds figures.
    let lines = (Repository.text("docs/faults.md") ?? "").split(separator: "\n")
      .prefix { $0 != "## While it holds" }
    let rows = lines.filter { $0.hasPrefix("| ") && !$0.hasPrefix("| Fault") }
    let tests = Repository.shell("git grep --untracked -hoE 'func `[^`]+`' -- Tests").output
      .split(separator: "\n").map { $0.dropFirst("func ".count) }

    let bare = rows.filter { row in
      let name = row.split(separator: "|").last { $0.contains("`") }
      return !tests.contains { $0 == name?.drop { $0 == " " }.prefix { $0 != "|" }.trimmed }
    }

    #expect(rows.count > 20)
    #expect(bare == [])
  }
}

extension Substring {
  fileprivate var trimmed: Substring { last == " " ? dropLast().trimmed : self }
}
