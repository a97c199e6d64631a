import Environments

/// The files that a line of a Makefile, a script, a workflow or a document gives to Compose. The line is read as text and
/// never run.
struct ComposeCommand: Hashable, Sendable {
  /// As written, in order; variables may stand for words. Empty where Compose takes the files that it reads by default.
  var files: [String]
  /// The files of `--env-file`, which Compose reads in place of `.env`.
  var envFiles: [String] = []
  /// The name of the project, as written; `nil` where none is given.
  var project: String?
  /// The options before the verb, each with a file that only a variable of the shell names, such as `-f $FILE`.
  var unknown: [String] = []
  /// The folder to which the line changes first; empty for none.
  var folder: String
  var location: Location
  /// What the words around a command without `-f` name; such a command tells nothing else.
  var told: ToldEnvironment?

  /// The commands in a text. Only lines that speak of Compose or of a stack count.
  static func commands(
    in text: String, file: String, of kind: CommandLines.Kind
  ) -> [ComposeCommand] {
    let language = kind == .program ? TextConstants.Language(ofFile: file) : nil
    let constants = language.map { TextConstants(text, in: $0) }
    let script = ScriptProject(text, file: file, of: kind)
    return CommandLines(text, of: kind).lines.flatMap {
      commands(
        of: constants?.filled($0.text) ?? $0.text, project: script?.name(at: $0.number),
        at: Location(file: file, line: $0.number, column: 1))
    }
  }

  /// - Parameter project: the name that the script gives where a command gives none.
  private static func commands(
    of line: String, project: String?, at location: Location
  ) -> [ComposeCommand] {
    guard ["compose", "COMPOSE", "stack"].contains(where: line.contains), !isDenied(line) else {
      return []
    }
    // What follows a command is about it: `docker compose -f a.yml up  # not -f b.yml`.
    let told = line.firstRange(of: " #").map { String(line[..<$0.lowerBound]) } ?? line
    let found = steps(of: told, project, at: location)
    return found.isEmpty && told != line ? steps(of: line, project, at: location) : found
  }

  /// Whether the words before the command advise against it.
  static func isDenied(_ line: String) -> Bool {
    let before = line.lowercased()
    let words = before.firstRange(of: "docker").map { before[..<$0.lowerBound] } ?? before[...]
    return denials.contains(where: words.contains)
  }

  private static let denials = [
    "do not", "don't", "must not", "should not", "never", "avoid", "instead of", "rather than",
    "deprecated", "obsolete", "formerly",
  ]

  private static func steps(
    of line: String, _ given: String?, at location: Location
  ) -> [ComposeCommand] {
    var folder = ""
    var commands: [ComposeCommand] = []
    for step in line.split(whereSeparator: { ";&|".contains($0) }) {
      let words = words(of: step)
      if let change = words.firstIndex(of: "cd"), change + 1 < words.count {
        folder = words[change + 1]
      }
      let files = files(in: words)
      let envFiles = values(of: ["--env-file"], in: words)
      let unknown = unknownFiles(words)
      let project = project(in: words) ?? given
      let says = !envFiles.isEmpty || project != nil
      if !files.isEmpty || !unknown.isEmpty || says && takesDefaultFiles(words) {
        commands.append(
          ComposeCommand(
            files: files, envFiles: envFiles, project: project, unknown: unknown, folder: folder,
            location: location))
      }
    }
    return commands
  }

  /// Whether the words call Compose without naming a file: `docker run --env-file` is another program's.
  private static func takesDefaultFiles(_ words: [String]) -> Bool {
    guard let options = globalOptions(words, after: isCompose) else { return false }
    return values(of: fileOptions, in: options).isEmpty
      && !words.contains { $0.hasPrefix("COMPOSE_FILE=") }
  }

  /// The options of Compose before its verb, after which `-f` means something else; `nil` for other programs.
  static func globalOptions(
    _ words: [String], after isProgram: (String) -> Bool
  ) -> [String]? {
    guard let start = words.firstIndex(where: isProgram) else { return nil }
    var options: [String] = []
    var isValue = false
    for word in words[(start + 1)...] {
      guard isValue || word.hasPrefix("-") else { break }
      options.append(word)
      // A quote after the sign has parted the value from its name.
      let name = word.hasSuffix("=") ? String(word.dropLast()) : word
      isValue = !isValue && valueOptions.contains(name)
    }
    return options
  }

  static func isCompose(_ word: String) -> Bool {
    word == "compose" || word.split(separator: "/").last == "docker-compose"
  }

  /// A script often keeps the program in a variable, with options of its own: `$COMPOSE_CMD --env-file $FILE up`.
  static func isComposeOrVariable(_ word: String) -> Bool {
    isCompose(word) || word.hasPrefix("$") && word.contains("COMPOSE") && !word.contains("FILE")
  }

  private static let valueOptions: Set<String> = [
    "-f", "--file", "--env-file", "-p", "--project-name", "--project-directory", "--profile",
    "--ansi", "--progress", "--parallel",
  ]

  /// The options that name a Compose file by a variable as a whole, or an env file by a variable that no Compose file
  /// shares. Nothing says which file that is.
  private static func unknownFiles(_ words: [String]) -> [String] {
    guard let options = globalOptions(words, after: isComposeOrVariable) else { return [] }
    let files = ["-f", "--file"].flatMap { name in
      values(of: [name], in: options).filter(isVariable).map { "\(name) \($0)" }
    }
    let isShared = values(of: fileOptions, in: options).contains { !PathPattern($0).isPlain }
    guard files.isEmpty, !isShared else { return files }
    return values(of: ["--env-file"], in: options)
      .filter { !PathPattern(Self.inside($0)).isPlain }.map { "--env-file \($0)" }
  }

  private static func isVariable(_ word: String) -> Bool {
    word != "file" && PathPattern(word).words(in: "file") != nil
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
  /// The words of a command without their quotes, also those of a value as in `--file="a.yml"`.
  static func words(of step: some StringProtocol) -> [String] {
    var words: [String] = []
    for word in step.split(whereSeparator: { $0.isWhitespace || "\"'`,[]".contains($0) }) {
      let before = step[..<word.startIndex]
      let isValue = before.hasSuffix("=\"") || before.hasSuffix("='")
      if isValue, let last = words.last, last.hasSuffix("=") {
        words[words.count - 1] = last + word
      } else {
        words.append(String(word))
      }
    }
    return words
  }

  private static func values(of names: [String], in words: [String]) -> [String] {
    words.indices.compactMap { index in
      let word = words[index]
      if names.contains(word) { return index + 1 < words.count ? path(words[index + 1]) : nil }
      guard word.hasPrefix("--"), let sign = word.firstIndex(of: "="),
        names.contains(String(word[..<sign]))
      else { return nil }
      return path(String(word[word.index(after: sign)...]))
    }
  }

  /// Without what ends a sentence or a bracket around it.
  static func path(_ word: String) -> String {
    var path = word[...]
    while let last = path.last, ".:)*".contains(last), path.contains(where: \.isLetter) {
      // `$(ENV)` is a name in brackets.
      if last == ")", path.contains("(") { break }
      path.removeLast()
    }
    return String(path)
  }

  /// The paths as written, relative to a folder that they may be relative to.
  struct Reading: Hashable, Sendable {
    /// That folder.
    var folder: String
    var files: [String]
    var envFiles: [String]
    var project: String?
  }

  /// The paths for each folder that they may be relative to.
  var readings: [Reading] {
    bases.map { base in
      Reading(
        folder: base.joined(separator: "/"),
        files: files.map { Self.inside($0).joined(to: base[...]) },
        envFiles: envFiles.map { Self.isAbsolute($0) ? $0 : Self.inside($0).joined(to: base[...]) },
        project: project)
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
