import Environments

/// The commands that start what Compose reads by default, each with the environment that the words around it name: a
/// heading, a target, a comment, or the name of the script.
struct PlainCommands {
  private let file: String
  private let kind: CommandLines.Kind
  private let isShell: Bool
  private var headings: [(level: Int, words: Context)] = []
  /// The comment right above.
  private var comment: Context?
  /// The target or the function that the line is in.
  private var target: Context?
  /// The targets that have another one as a prerequisite and are named after an environment.
  private var callers: [Substring: [Context]] = [:]
  private var isCode = false
  private(set) var commands: [ComposeCommand] = []

  private struct Context {
    var text: String
    var place: String

    /// Whether it names an environment, or several.
    var speaks: Bool { !ToldEnvironment.words(in: text).isEmpty }
  }

  init(_ text: String, file: String, of kind: CommandLines.Kind) {
    self.file = file
    self.kind = kind
    let name = file.split(separator: "/").last.map { $0.lowercased() } ?? ""
    isShell = name.hasSuffix("sh") || !name.contains(".") && !name.hasSuffix("file")
    // The variable chooses other files than those by default.
    guard kind == .document || kind == .program, text.contains("compose"),
      !text.contains("COMPOSE_FILE")
    else { return }
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    if kind == .program, !isShell {
      for (index, line) in lines.enumerated() where line.utf8.count <= 1_000 {
        readPrerequisites(line, Location(file: file, line: index + 1, column: 1))
      }
    }
    for (index, line) in lines.enumerated()
    where line.utf8.count <= 1_000 {
      let location = Location(file: file, line: index + 1, column: 1)
      if kind == .document { readDocument(line, location) } else { readProgram(line, location) }
    }
  }

  private mutating func readDocument(_ line: Substring, _ location: Location) {
    let text = line.drop(while: \.isWhitespace)
    if text.hasPrefix("```") || text.hasPrefix("~~~") {
      isCode.toggle()
      comment = nil
    } else if text.hasPrefix("#") {
      if isCode {
        comment = Context(text: String(text), place: "the comment in \(location)")
      } else {
        let level = text.prefix { $0 == "#" }.count
        headings.removeAll { $0.level >= level }
        headings.append((level, Context(text: String(text), place: "the heading in \(location)")))
        comment = nil
      }
    } else if text.isEmpty {
      comment = nil
    } else {
      add(line, location)
    }
  }

  private mutating func readProgram(_ line: Substring, _ location: Location) {
    let text = line.drop(while: \.isWhitespace)
    if text.hasPrefix("#") {
      comment = Context(text: String(text), place: "the comment in \(location)")
      return
    }
    if text.isEmpty { comment = nil }
    if line.hasPrefix("}") || line.contains(";;") && !line.contains("compose") { target = nil }
    if let name = name(startedBy: line) {
      let own = Context(text: name, place: "the target in \(location)")
      let callers = callers[Substring(name)] ?? []
      let caller = callers.count == 1 ? callers[0] : nil
      target = [own, comment, caller].compactMap(\.self).first(where: \.speaks) ?? own
      comment = nil
    }
    add(line, location)
    // A comment is about the line below it.
    comment = nil
  }

  /// Notes which targets a target named after an environment starts: `dev: down up`.
  private mutating func readPrerequisites(_ line: Substring, _ location: Location) {
    guard let name = name(startedBy: line), let end = line.firstIndex(of: ":"),
      !line.hasPrefix("\"")
    else { return }
    let context = Context(text: name, place: "the target in \(location)")
    guard context.speaks else { return }
    let told = line[end...].drop { $0 == ":" }.prefix { $0 != "#" && $0 != ";" }
    for word in Set(told.split(whereSeparator: { " \t\r()".contains($0) })) {
      callers[word, default: []].append(context)
    }
  }

  /// The names of a target of a Makefile, of a script in `package.json`, of a function or of a branch that a line starts.
  private func name(startedBy line: Substring) -> String? {
    let text = line.drop(while: \.isWhitespace)
    if text.hasPrefix("\"") {
      return text.dropFirst().firstIndex(of: "\"").map { String(text[..<$0]) }
    }
    if isShell {
      guard let end = text.firstIndex(where: { "()".contains($0) }) else { return nil }
      let name = text[..<end]
      guard name.allSatisfy({ $0.isLetter || $0.isNumber || "-_|".contains($0) }) else {
        return nil
      }
      return String(name)
    }
    guard line.first?.isWhitespace == false, let end = line.firstIndex(of: ":") else { return nil }
    let after = line[line.index(after: end)...]
    let name = line[..<end]
    guard !after.hasPrefix("="), !name.hasPrefix("."), !name.contains("=") else { return nil }
    return String(name)
  }

  private mutating func add(_ line: Substring, _ location: Location) {
    guard line.contains("compose"), let folder = Self.folder(startedBy: line) else { return }
    let name = file.split(separator: "/").last.map(String.init) ?? ""
    let stem = name.lastIndex(of: ".").map { String(name[..<$0]) } ?? name
    let contexts = [comment, target] + headings.reversed().map(\.words)
    let all = contexts.compactMap(\.self) + [Context(text: stem, place: "the name of \(location)")]
    guard let words = all.first(where: \.speaks),
      let told = ToldEnvironment(words.text, place: words.place)
    else { return }
    var command = ComposeCommand(files: [], folder: folder, location: location)
    command.told = told
    commands.append(command)
  }

  /// The folder in which a line starts the files that Compose reads by default; `nil` where it does not.
  private static func folder(startedBy line: Substring) -> String? {
    guard !ComposeCommand.isDenied(String(line)) else { return nil }
    var folder = ""
    for step in line.split(whereSeparator: { ";&|#".contains($0) }) {
      let words = ComposeCommand.words(of: step)
      if let change = words.firstIndex(of: "cd"), change + 1 < words.count {
        folder = words[change + 1]
      }
      if ComposeCommand.startsDefaultFiles(words) { return folder }
    }
    return nil
  }
}

extension ComposeCommand {
  /// Whether the words call `up` without an option that chooses files, variables or profiles.
  fileprivate static func startsDefaultFiles(_ words: [String]) -> Bool {
    guard let start = words.firstIndex(where: isCompose),
      let options = globalOptions(words, after: isCompose)
    else { return false }
    let verb = start + 1 + options.count
    guard verb < words.count, words[verb] == "up" else { return false }
    let choosing = ["-f", "--file", "--env-file", "--profile", "--project-directory"]
    return !options.contains { option in
      choosing.contains { option == $0 || option.hasPrefix("\($0)=") }
    }
  }
}
