import Environments

/// A line of a Makefile, a script, a workflow or a document that copies a file, such as `cp .env.example .env`. The line is
/// read as text and never run.
struct CopyCommand: Hashable, Sendable {
  /// As written, and so is the copy.
  var sample: String
  var copy: String
  /// The folder to which the line, or a line before it, changes first; empty for none.
  var folder: String
  var location: Location

  /// The commands in a text whose copy may be an env file.
  static func commands(in text: String, file: String, of kind: CommandLines.Kind) -> [CopyCommand] {
    guard programs.contains(where: text.contains) else { return [] }
    let language = kind == .program ? TextConstants.Language(ofFile: file) : nil
    let constants = language.map { TextConstants(text, in: $0) }
    var commands: [CopyCommand] = []
    var folder = ""
    for line in CommandLines(text, of: kind).lines {
      // A block of commands ends.
      if line.text.isEmpty || line.text.hasPrefix("```") { folder = "" }
      let text = constants?.filled(line.text) ?? line.text
      let location = Location(file: file, line: line.number, column: 1)
      for (sample, copy) in copies(in: text, &folder) {
        commands.append(
          CopyCommand(sample: sample, copy: copy, folder: folder, location: location))
      }
    }
    return commands
  }

  private static let programs = ["cp ", "mv ", "install ", "opy ", "ename "]

  /// The sample and its copy, relative to the root, for each folder that they may be relative to.
  var readings: [(sample: String, copy: String)] {
    ComposeCommand(files: [sample, copy], folder: folder, location: location).readings.map {
      ($0.files[0], $0.files[1])
    }
  }
}

extension CopyCommand {
  private static func copies(
    in line: String, _ folder: inout String
  ) -> [(sample: String, copy: String)] {
    let mayChange = line.contains("cd ")
    guard mayChange || line.contains("env"), !ComposeCommand.isDenied(line) else { return [] }
    var found: [(String, String)] = []
    // In a document, a command ends where its backtick does.
    for step in line.split(whereSeparator: { ";&|`".contains($0) }) {
      let words = ComposeCommand.words(of: expanded(step))
      if let change = words.firstIndex(of: "cd"), change + 1 < words.count {
        folder = words[change + 1]
      }
      if let copy = copy(by: words) { found.append(copy) }
    }
    if found.isEmpty, let told = copy(toldBy: ComposeCommand.words(of: line)) { found = [told] }
    return found
  }

  /// What the words of a command copy; `nil` where they copy nothing, several files, or files of a container.
  private static func copy(by words: [String]) -> (sample: String, copy: String)? {
    let start = words.firstIndex {
      ["cp", "mv", "copy", "install"].contains($0.drop { "@-+$(".contains($0) })
    }
    guard let start, !words[..<start].contains(where: isContainers) else { return nil }
    var operands: [String] = []
    var isValue = false
    for word in words[(start + 1)...] {
      if isValue {
        isValue = false
      } else if word.hasPrefix("-") {
        isValue = ["-m", "-o", "-g", "--mode", "--owner", "--group"].contains(word)
        // The folder comes first.
        if word == "-t" || word.hasPrefix("--target") { return nil }
      } else {
        operands.append(word)
      }
    }
    guard operands.count > 1, operands.count == 2 || !isPath(operands[2]) else { return nil }
    return pair(operands[0], operands[1])
  }

  private static func isContainers(_ word: String) -> Bool {
    ["docker", "podman", "kubectl", "exec"].contains(word) || ComposeCommand.isCompose(word)
  }

  /// What a sentence tells to copy: `Copy the file .env.example to .env`.
  private static func copy(toldBy words: [String]) -> (sample: String, copy: String)? {
    let verbs = ["copy", "rename", "duplicate"]
    guard let verb = words.firstIndex(where: { verbs.contains($0.lowercased()) }) else {
      return nil
    }
    let rest = words[(verb + 1)...]
    guard let sample = rest.prefix(4).firstIndex(where: isPath),
      let link = rest[(sample + 1)...].prefix(3).firstIndex(where: {
        ["to", "as", "into"].contains($0.lowercased())
      }),
      let copy = rest[(link + 1)...].prefix(3).firstIndex(where: isPath)
    else { return nil }
    return pair(words[sample], words[copy])
  }

  private static func isPath(_ word: String) -> Bool {
    !word.hasPrefix("#") && (word.dropLast().contains(".") || word.contains("/"))
  }

  /// `nil` where a path leads out of the repository, or a variable names it.
  private static func pair(_ sample: String, _ copy: String) -> (sample: String, copy: String)? {
    let paths = [sample, copy].map(ComposeCommand.path)
    guard paths.allSatisfy({ !$0.hasPrefix("/") && !$0.hasPrefix("~") && !$0.contains(":") }) else {
      return nil
    }
    return (paths[0], paths[1])
  }

  /// A shell's short form for two names, such as `.env{.example,}`, written out.
  private static func expanded(_ step: Substring) -> String {
    guard let open = step.firstIndex(of: "{"), let close = step[open...].firstIndex(of: "}"),
      open == step.startIndex || step[step.index(before: open)] != "$"
    else { return String(step) }
    let names = step[step.index(after: open)..<close].split(
      separator: ",", omittingEmptySubsequences: false)
    let before = step[..<open].split(separator: " ", omittingEmptySubsequences: false).last ?? ""
    guard names.count == 2, names.allSatisfy({ !$0.contains(" ") }) else { return String(step) }
    return step[..<open] + names[0] + " " + before + names[1] + step[step.index(after: close)...]
  }
}
