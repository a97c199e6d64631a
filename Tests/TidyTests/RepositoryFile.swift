/// A file of the repository, its path from the root.
struct RepositoryFile {
  let path: String
  let lines: [Substring]

  /// The lines of code, with their numbers; comments and the text of string literals are blanked.
  let code: [(number: Int, text: Substring)]

  init(path: String, text: String) {
    self.path = path
    lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    code = path.hasSuffix(".swift") ? Self.code(of: lines) : []
  }

  var text: String { lines.joined(separator: "\n") }

  var name: Substring { path.split(separator: "/").last ?? "" }

  /// The room a source is in: the folder below `Sources`.
  var room: String { String(path.split(separator: "/").dropFirst().first ?? "") }

  /// The places where the pattern occurs in code, as `path:line: text`.
  func places(of pattern: some RegexComponent) -> [String] {
    code.filter { $0.text.contains(pattern) }.map { "\(path):\($0.number): \($0.text)" }
  }

  var imports: [String] {
    code.filter { $0.text.contains("import ") }.compactMap { line in
      line.text.firstMatch(of: #/^\s*(?:@\w+ |private |package )*import (?:\w+ )?(\w+)/#)
        .map { String($0.1) }
    }
  }

  /// The names of the types declared at the top of the file for other rooms.
  var types: [String] {
    code.compactMap { line in
      line.text.firstMatch(
        of: #/^(?:package |final |indirect )+(?:struct|enum|class|actor|protocol) (\w+)/#
      ).map { String($0.1) }
    }
  }

  private static func code(of lines: [Substring]) -> [(number: Int, text: Substring)] {
    var isInText = false
    var code: [(number: Int, text: Substring)] = []
    for (index, line) in lines.enumerated() {
      let hasQuotes = line.utf8.contains(UInt8(ascii: "\""))
      let delimiters =
        hasQuotes ? line.split(separator: "\"\"\"", omittingEmptySubsequences: false).count - 1 : 0
      if !isInText, !line.drop(while: { $0 == " " }).hasPrefix("//"), !line.isEmpty {
        code.append((index + 1, hasQuotes ? withoutText(line) : withoutComment(line)))
      }
      if delimiters == 1 { isInText.toggle() }
    }
    return code
  }

  private static func withoutText(_ line: Substring) -> Substring {
    withoutComment(line.replacing(#/"(\\.|[^"\\])*"/#, with: "\"\""))
  }

  private static func withoutComment(_ line: Substring) -> Substring {
    guard let start = line.firstRange(of: "//") else { return line }
    return line[..<start.lowerBound]
  }
}
