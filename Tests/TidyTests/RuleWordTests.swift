import Testing

/// Rules read keys and compare words that the schema declares: a rule with an unknown key or word would never apply.
struct `The words of the rules` {
  @Test func `are keys of the schema`() {
    let keys = Self.grep(
      #"\<(string|bool|amount|setting|position|finding)\( ?"[a-z_]+(\.[a-z_]+)+""#
    ).compactMap { $0.split(separator: "\"").last.map(String.init) }

    #expect(Set(keys).count > 20)
    #expect(keys.filter { SettingsSchema.leaves[$0] == nil } == [])
  }

  @Test func `are words of their keys`() {
    // What is compared at once, and what a finding says to write.
    let pairs =
      Self.grep(#"string\("[a-z_.]+"\) [!=]= "[a-z_]+""#)
      + Self.grep(#"finding\( ?"[a-z_.]+", "[^"]*", hint: "set it to [a-z_]+( or [a-z_]+)*""#)

    let strays = pairs.filter { pair in
      let texts = pair.split(separator: "\"", omittingEmptySubsequences: false)
      let key = String(texts[1])
      guard let words = SettingsSchema.leaves[key]?.compactMap(\.words).first else { return false }
      let named = texts[texts.count - 2].replacing("set it to ", with: "").split(separator: " or ")
      return named.contains { !words.contains(String($0)) }
    }

    #expect(pairs.count > 10)
    #expect(strays == [])
  }

  /// What an extended regular expression finds in the rules, comments left out and lines joined.
  private static func grep(_ pattern: String) -> [String] {
    Repository.shell(
      "sed 's,^ *//.*,,' Sources/*/Rules/Rules*.swift | tr '\\n' ' ' | tr -s ' ' | grep -oE '\(pattern)'"
    ).output.split(separator: "\n").map(String.init)
  }
}
