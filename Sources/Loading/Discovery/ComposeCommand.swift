import Environments

/// The Compose files that a line of a Makefile, a script, a workflow or a document gives to Compose. The line is read as
/// text and never run.
struct ComposeCommand: Hashable, Sendable {
  /// As written, in order; variables may stand for words.
  var files: [String]
  /// The folder to which the line changes first; empty for none.
  var folder: String
  var location: Location

  /// The commands in a text. Only lines that speak of Compose or of a stack count.
  static func commands(in text: String, file: String) -> [ComposeCommand] {
    var commands: [ComposeCommand] = []
    var pending = ""
    var start = 1
    for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
    {
      if pending.isEmpty { start = index + 1 }
      if line.hasSuffix("\\"), pending.utf8.count < lineMax {
        pending += line.dropLast() + " "
        continue
      }
      let whole = pending + line
      pending = ""
      guard whole.utf8.count <= lineMax else { continue }
      commands += Self.commands(of: whole, at: Location(file: file, line: start, column: 1))
    }
    return commands
  }

  /// The limit of a line in bytes, since no command that a person writes is longer.
  private static let lineMax = 4_000

  private static func commands(of line: String, at location: Location) -> [ComposeCommand] {
    guard line.contains("compose") || line.contains("stack") else { return [] }
    var folder = ""
    var commands: [ComposeCommand] = []
    for step in line.split(whereSeparator: { ";&|".contains($0) }) {
      let words = step.split { $0.isWhitespace || "\"'`,[]".contains($0) }.map(String.init)
      if let change = words.firstIndex(of: "cd"), change + 1 < words.count {
        folder = words[change + 1]
      }
      let files = files(in: words)
      if !files.isEmpty {
        commands.append(ComposeCommand(files: files, folder: folder, location: location))
      }
    }
    return commands
  }

  private static func files(in words: [String]) -> [String] {
    var files: [String] = []
    for (index, word) in words.enumerated() {
      if ["-f", "--file", "-c", "--compose-file"].contains(word), index + 1 < words.count {
        files.append(words[index + 1])
      } else if let sign = word.firstIndex(of: "="), word.hasPrefix("--file") {
        files.append(String(word[word.index(after: sign)...]))
      } else if word.hasPrefix("COMPOSE_FILE="), word.contains(":") {
        files += word.dropFirst("COMPOSE_FILE=".count).split(separator: ":").map(String.init)
      }
    }
    return files.filter { $0.hasSuffix(".yml") || $0.hasSuffix(".yaml") }
  }

  /// The paths as written, relative to each folder that they may be relative to.
  var readings: [[String]] {
    bases.map { base in files.map { Self.inside($0).joined(to: base[...]) } }
  }

  /// The folders that the paths may be relative to: that of the file, its parent, and the root.
  private var bases: [[Substring]] {
    let own = Array(location.file.split(separator: "/").dropLast())
    let starts = [own, Array(own.dropLast()), []]
    guard !folder.isEmpty else { return starts }
    return starts.map { start in
      Self.inside(folder).joined(to: start[...]).split(separator: "/").map { Substring($0) }
    } + starts
  }

  /// The path without a variable for the folder at its beginning, such as `$PWD/` or `$(ROOT)/`.
  private static func inside(_ path: String) -> String {
    let parts = path.split(separator: "/")
    guard parts.count > 1, let first = parts.first, !PathPattern(String(first)).isPlain else {
      return path
    }
    return parts.dropFirst().joined(separator: "/")
  }
}
