import FoundationEssentials
import Testing

struct `Documents` {
  @Test func `a link inside the repository leads somewhere`() {
    let dead = Repository.documents.flatMap { document in
      document.text.matches(of: #/\]\(([^)\s#]+)(#[^)\s]*)?\)/#).map { String($0.1) }
        .filter { !$0.contains(":") && !Repository.exists(Self.folder(of: document) + $0) }
        .map { "\(document.path): \($0)" }
    }

    #expect(dead == [])
  }

  @Test func `a generated document is what the program prints`() {
    let check = Repository.shell(
      "TRIPTYCH='\(Self.builtFolder)/triptych' scripts/generate-docs.sh --check")

    #expect(check.isSuccess, "\(check.output)")
  }

  private static func folder(of document: RepositoryFile) -> String {
    String(document.path.dropLast(document.name.count))
  }

  /// Where this test and the program were built.
  private static let builtFolder: String = {
    let program = try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
    return (program ?? "").split(separator: "/").dropLast().map { "/" + $0 }.joined()
  }()
}
