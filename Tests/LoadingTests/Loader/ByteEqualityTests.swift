import Environments
import Loading
import Testing

struct `Texts in files that Unicode calls equivalent` {
  /// Where a text can stand: each is given two texts and makes the files of two environments.
  enum Place: CaseIterable {
    case yaml, dotenv, compose
  }

  @Test(arguments: Place.allCases)
  func `differ exactly when their bytes do`(place: Place) throws {
    var seen: Set<Bool> = []
    for (one, other) in Self.pairs {
      let isEqual = Array(one.utf8) == Array(other.utf8)
      let environments = Project(Self.files(place, one, other)).loaded().environments
      try #require(environments.map(\.name) == ["dev", "prod"])

      let rows = compare(environments, accepted: []).rows.filter { row in
        row.isOpen
          && row.cells.contains { $0?.value == .string(one) || $0?.value == .string(other) }
      }

      #expect(rows.isEmpty == isEqual, "\(place) \(Array(one.utf8)) \(Array(other.utf8))")
      #expect(rows.allSatisfy { $0.texts[0] != $0.texts[1] })
      seen.insert(isEqual)
    }
    #expect(seen.count == 2)
  }

  /// Every two texts of up to two pieces that Unicode could take for each other.
  private static let pairs: [(String, String)] = {
    let pieces = [
      "e\u{301}", "\u{e9}", "K", "\u{212a}", "\u{3a9}", "\u{2126}", "\u{ac00}", "\u{1100}\u{1161}",
      "\u{a0}", "\u{200b}", "\u{1e69}", "s\u{323}\u{307}", "s\u{307}\u{323}",
    ]
    let texts =
      pieces.map { "x" + $0 + "y" } + zip(pieces, pieces.reversed()).map { "x\($0)\($1)y" }
    return texts.flatMap { one in texts.map { (one, $0) } }
  }()

  private static func files(_ place: Place, _ one: String, _ other: String) -> [String: String] {
    var files: [String: String] = [:]
    for (name, text) in [("dev", one), ("prod", other)] {
      let texts = Place.allCases.map { $0 == place ? text : "same" }
      files["configs/environment/\(name).yaml"] = """
        schema_version: 1
        environment: {tier: development, description: "\(texts[0])"}
        target: {project: \(name), compose_files: [\(name).compose.yaml], env_files: [.env.\(name)]}
        """
      files[".env.\(name)"] = "NAME=\(texts[1])\n"
      files["\(name).compose.yaml"] =
        "services: {web: {image: busybox, labels: {name: \"\(texts[2])\"}}}\n"
    }
    return files
  }
}
