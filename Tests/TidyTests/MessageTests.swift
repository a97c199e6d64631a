import FoundationEssentials
import Testing

/// One list of all messages of triptych: a new or reworded message appears there beside the others.
struct `Messages` {
  static let path = "Tests/TidyTests/Messages.txt"

  @Test func `are all in the list`() throws {
    let list = MessageList(of: SwiftSource.all)
    if ProcessInfo.processInfo.environment["UPDATE_MESSAGES"] != nil {
      try list.text.write(
        toFile: Repository.root + "/" + Self.path, atomically: true, encoding: .utf8)
    }

    let written = MessageList(text: Repository.text(Self.path) ?? "")

    #expect(
      list.changes(from: written) == [],
      "can a tired operator understand these at once? If so, renew \(Self.path): make messages")
  }

  @Test func `are found by their form and by what they are for`() {
    let source = SwiftSource(
      path: "Sources/Console/Here/Seen.swift",
      text: ##"""
        let sentence = "The plan of \(name(of: "one word")) is dropped."
        let joined = "One half, "
          + "the other half."
        let block = """
          The first line \
          goes on.
          The second.
          """
        let unit = "\(count) replicas"
        let title = "Overview"
        let argv = ["docker", "--host=\(host)", "a/b c/d"]
        let quote = #"""#
        if text.contains("connection refused") || word == "no such host" { }
        switch word { case "not a message": break }
        let key = "checkHealth"
        // "Not in comments."
        """##)

    #expect(
      MessageList(of: [source]).text == #"""
        ## Sources/Console/Here
        One half, the other half.
        Overview
        The first line goes on.\nThe second.\n
        The plan of \(…) is dropped.
        \(…) replicas
        one word

        """#)
  }
}

/// The texts of literals that a user may read, sorted, under the folder that they are in.
struct MessageList {
  private var messages: [String: Set<String>] = [:]

  init(of sources: [SwiftSource]) {
    for source in sources where source.path.hasPrefix("Sources/") {
      let folder = source.path.split(separator: "/").dropLast().joined(separator: "/")
      for text in source.texts where Self.isMessage(text, in: folder) {
        messages[folder, default: []].insert(Self.trimmed(text.text))
      }
    }
  }

  /// Reads the form that `text` writes.
  init(text: String) {
    var folder = ""
    for line in text.split(separator: "\n").map(String.init) {
      if line.hasPrefix("## Sources/") {
        folder = String(line.dropFirst(3))
      } else {
        messages[folder, default: []].insert(line)
      }
    }
  }

  var text: String {
    messages.keys.sorted().map { folder in
      (["## \(folder)"] + (messages[folder] ?? []).sorted()).joined(separator: "\n") + "\n"
    }.joined(separator: "\n")
  }

  /// One line for each message that is new, and for each that is gone.
  func changes(from other: MessageList) -> [String] {
    Set(messages.keys).union(other.messages.keys).sorted().flatMap { folder in
      let (now, then) = (messages[folder] ?? [], other.messages[folder] ?? [])
      return then.subtracting(now).sorted().map { "- \(folder): \($0)" }
        + now.subtracting(then).sorted().map { "+ \(folder): \($0)" }
    }
  }

  /// Functions and operators whose texts are searched for or compared, never shown.
  private static let searches: Set<String> = [
    "==", "case", "contains", "hasPrefix", "hasSuffix", "firstRange", "between", "replacing",
    "required", "optional", "getenv",
  ]

  /// A message has several words, one of them plain, or is one capitalised word, such as a title.
  private static func isMessage(_ text: SwiftScanner.Text, in folder: String) -> Bool {
    if searches.contains(text.context) || text.text.contains("\\r\\n") { return false }
    let words = text.text.split(separator: " ")
    let plain = words.filter(isPlain)
    guard words.count == 1 else {
      // A line with a macro of the manual page is not a message.
      let isMacro = text.text.first == "." && text.text.dropFirst().first?.isUppercase == true
      return !plain.isEmpty && !isMacro
    }
    // The keys in the JSON of engines are capitalised words.
    return !plain.isEmpty && words[0].first?.isUppercase == true
      && words[0].dropFirst().allSatisfy { !$0.isUppercase } && words[0].count > 2
      && !folder.hasPrefix("Sources/Engine") && !folder.hasPrefix("Sources/Loading")
  }

  /// A plain word has at least two letters, and only punctuation around them.
  private static func isPlain(_ word: Substring) -> Bool {
    let marks = ".,;:?!…()'\"`"
    let core = word.drop(while: marks.contains)
    guard let end = core.lastIndex(where: { !marks.contains($0) }) else { return false }
    let letters = core[...end]
    return letters.count > 1 && letters.allSatisfy { $0.isLetter || $0 == "-" || $0 == "'" }
  }

  private static func trimmed(_ text: String) -> String {
    let start = text.drop { $0 == " " }
    return String(
      start[..<(start.lastIndex { $0 != " " }.map(start.index(after:)) ?? start.endIndex)])
  }
}
