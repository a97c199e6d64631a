/// The words of a file's name, parted by dots, hyphens and underscores.
enum FileNameWords {
  static func words(_ name: some StringProtocol) -> [String] {
    name.lowercased().split { ".-_".contains($0) }.map(String.init)
  }

  /// The one environment that words name, and whether they say nothing else.
  static func environment(in words: [String]) -> (word: EnvironmentWord, isAlone: Bool)? {
    // Such as `pre-prod`.
    if words.count > 1, let whole = EnvironmentWord(words.joined(separator: "-")) {
      return (whole, true)
    }
    let found = words.compactMap { EnvironmentWord($0) }
    guard let word = found.first, Set(found.map(\.kind)).count == 1 else { return nil }
    return (word, words.count == 1)
  }

  /// Files that are there to be copied, or are copies; they are no environment.
  static func isTemplate(_ words: [String]) -> Bool { words.contains(where: templates.contains) }

  static let shared: Set<String> = ["base", "common", "shared", "default", "defaults"]

  private static let templates: Set<String> = [
    "example", "examples", "sample", "template", "tmpl", "tpl", "dist", "j2", "bak", "backup",
    "old", "orig", "save", "swp", "disabled",
  ]
}
