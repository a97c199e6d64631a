/// One line of a file of the repository.
struct SourceLine: CustomStringConvertible {
  var path: String
  var line: String
  var text: String

  /// Reads one line that `git grep -n` prints; `nil` for a comment.
  init?(_ found: Substring) {
    let parts = found.split(separator: ":", maxSplits: 2, omittingEmptySubsequences: false)
    guard parts.count == 3 else { return nil }
    (path, line) = (String(parts[0]), String(parts[1]))
    text = String(parts[2].drop { $0 == " " })
    if path.hasSuffix(".swift"), text.hasPrefix("//") { return nil }
  }

  /// The room a source is in: the folder below `Sources`.
  var room: String { String(path.split(separator: "/").dropFirst().first ?? "") }

  /// The file's name up to the first `+` or `.`.
  var stem: String {
    let name = path.split(separator: "/").last ?? ""
    return String(name.prefix { $0 != "+" && $0 != "." })
  }

  /// Whether the name is among the words of the line.
  func declares(_ name: String) -> Bool {
    text.split { !$0.isLetter && !$0.isNumber }.contains { $0 == name }
  }

  var lastWord: String {
    String(text.split { !$0.isLetter && !$0.isNumber && $0 != "_" }.last ?? "")
  }

  var description: String { "\(path):\(line): \(text)" }
}
