import Environments

/// The files that a line of a Makefile, a script, a workflow or a document gives to Compose. The line is read as text and
/// never run.
struct ComposeCommand: Hashable, Sendable {
  /// As written, in order; variables may stand for words. Empty where Compose takes the files that it reads by default.
  var files: [String]
  /// The files of `--env-file`, which Compose reads in place of `.env`.
  var envFiles: [String] = []
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
      let envFiles = values(of: ["--env-file"], in: words)
      if !files.isEmpty || !envFiles.isEmpty && takesDefaultFiles(words) {
        commands.append(
          ComposeCommand(files: files, envFiles: envFiles, folder: folder, location: location))
      }
    }
    return commands
  }

  /// Whether the words call Compose without naming a file: `docker run --env-file` is another program's.
  private static func takesDefaultFiles(_ words: [String]) -> Bool {
    let isCompose = words.contains { word in
      word == "compose" || word.split(separator: "/").last == "docker-compose"
    }
    return isCompose && values(of: fileOptions, in: words).isEmpty
      && !words.contains { $0.hasPrefix("COMPOSE_FILE=") }
  }

  private static let fileOptions = ["-f", "--file", "-c", "--compose-file"]

  private static func files(in words: [String]) -> [String] {
    var files = values(of: fileOptions, in: words)
    for word in words where word.hasPrefix("COMPOSE_FILE=") && word.contains(":") {
      files += word.dropFirst("COMPOSE_FILE=".count).split(separator: ":").map(String.init)
    }
    return files.filter { $0.hasSuffix(".yml") || $0.hasSuffix(".yaml") }
  }

  /// What the words give to an option, by whichever of its names, as `--name value` or `--name=value`.
  private static func values(of names: [String], in words: [String]) -> [String] {
    words.indices.compactMap { index in
      let word = words[index]
      if names.contains(word) { return index + 1 < words.count ? words[index + 1] : nil }
      guard word.hasPrefix("--"), let sign = word.firstIndex(of: "="),
        names.contains(String(word[..<sign]))
      else { return nil }
      return String(word[word.index(after: sign)...])
    }
  }

  /// The paths as written, relative to a folder that they may be relative to.
  struct Reading: Hashable, Sendable {
    /// That folder.
    var folder: String
    var files: [String]
    var envFiles: [String]
  }

  /// The paths for each folder that they may be relative to.
  var readings: [Reading] {
    bases.map { base in
      Reading(
        folder: base.joined(separator: "/"),
        files: files.map { Self.inside($0).joined(to: base[...]) },
        envFiles: envFiles.map { Self.isAbsolute($0) ? $0 : Self.inside($0).joined(to: base[...]) })
    }
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

  private static func isAbsolute(_ path: String) -> Bool {
    path.hasPrefix("/") || path.hasPrefix("~")
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
