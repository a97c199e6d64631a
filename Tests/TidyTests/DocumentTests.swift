import FoundationEssentials
import Testing

struct `Documents` {
  @Test func `a link inside the repository leads somewhere`() {
    let links = Repository.shell(
      #"git grep --untracked -oIE '\]\([^)# ]+' -- '*.md' | sed 's/](//' | grep -vE ':[a-z]+:'"#)

    let dead = links.output.split(separator: "\n").filter { link in
      let parts = link.split(separator: ":", maxSplits: 1)
      let folder = parts[0].split(separator: "/").dropLast().map { $0 + "/" }.joined()
      return !Repository.exists(folder + parts[1])
    }

    #expect(dead == [])
  }

  @Test func `a generated document is what the program prints`() {
    let check = Repository.shell("'\(Self.builtFolder)/triptych' docs --check")

    #expect(check.isSuccess, "\(check.output)")
  }

  @Test func `every key of the configuration has a reader and a test that proves it`() {
    let rows = Repository.shell(
      "sed -n '/generated:settings/,/\\/generated:settings/p' docs/configuration.md | grep '^| `'"
    ).output.split(separator: "\n")

    let bare = rows.filter { row in
      let cells = row.replacing("\\|", with: "/").split(
        separator: "|", omittingEmptySubsequences: false
      ).map { $0.filter { $0 != " " } }
      return cells.count != 9 || cells[4].isEmpty || cells[7].isEmpty
    }

    #expect(rows.count > 100)
    #expect(bare == [])
  }

  /// The folder of this test program, which also has the built triptych.
  private static let builtFolder: String = {
    let program = try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
    return (program ?? "").split(separator: "/").dropLast().map { "/" + $0 }.joined()
  }()
}
