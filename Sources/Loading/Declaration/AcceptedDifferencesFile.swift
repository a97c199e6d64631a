import Environments

/// The file of accepted differences, as lines and as entries.
struct AcceptedDifferencesFile {
  let text: String
  let accepted: [AcceptedDifference]
  let isSound: Bool

  init(_ text: String) {
    // The names of environments are judged when the file is loaded.
    var reader = AcceptedDifferencesReader(file: AcceptanceEdit.file, environments: nil)
    reader.read(text)
    self.text = text
    accepted = reader.accepted
    isSound = !reader.diagnostics.contains { $0.severity == .error }
  }

  /// The text with the entry, and the entry's first line; `nil` where the entries are not lines that begin with `-`.
  func with(_ acceptance: Acceptance, inPlaceOf replaced: Int?) -> (text: String, line: Int)? {
    var lines = text.utf8.split(separator: 10, omittingEmptySubsequences: false)
      .map { String(decoding: $0, as: UTF8.self) }
    let ending = lines.first?.utf8.last == 13 ? "\r" : ""
    if lines.last == "" { lines.removeLast() }
    if accepted.isEmpty, lines.isEmpty { lines = Self.heading }
    var indent = ""
    if let first = accepted.first {
      guard let dash = Self.dash(of: first, in: lines) else { return nil }
      indent = dash
    }
    let entry = acceptance.yaml(indent: indent).map { $0 + ending }
    guard let replaced else {
      lines += entry
      return (Self.joined(lines), lines.count - entry.count + 1)
    }
    guard Self.dash(of: accepted[replaced], in: lines) != nil else { return nil }
    let start = accepted[replaced].location.line - 1
    let next =
      accepted.indices.contains(replaced + 1)
      ? accepted[replaced + 1].location.line - 1 : lines.count
    var end = next
    while end > start + 1, Self.isCommentOrBlank(lines[end - 1]) { end -= 1 }
    // What somebody wrote about the entry stays, above it.
    var comments: [String] = []
    for line in lines[start..<end] {
      guard let comment = Self.comment(in: line) else { return nil }
      if !comment.isEmpty { comments.append(indent + comment) }
    }
    lines.replaceSubrange(start..<end, with: comments + entry)
    return (Self.joined(lines), start + comments.count + 1)
  }

  private static let heading = [
    "# Differences that somebody looked at and found right, each with the reason. An entry with values lapses when",
    "# one of them changes.",
  ]

  /// What stands before the `-` of an entry; `nil` when the entry does not begin its line.
  private static func dash(of entry: AcceptedDifference, in lines: [String]) -> String? {
    let index = entry.location.line - 1
    guard lines.indices.contains(index) else { return nil }
    let indent = lines[index].prefix { $0 == " " }
    return lines[index].dropFirst(indent.count).hasPrefix("- ") ? String(indent) : nil
  }

  /// The comment of a line, alone or behind its text; empty where there is none, `nil` where it may be part of the text.
  private static func comment(in line: String) -> String? {
    if isCommentOrBlank(line) { return String(line.drop(while: \.isWhitespace)) }
    guard let start = line.firstRange(of: " #"), !isQuoted(line) else { return "" }
    let quotes = line[..<start.lowerBound].count { $0 == "\"" || $0 == "'" }
    return quotes % 2 == 0 ? String(line[start.lowerBound...].dropFirst()) : nil
  }

  /// Whether the line is a key with one text in double quotes.
  private static func isQuoted(_ line: String) -> Bool {
    guard let start = line.firstRange(of: ": \"") else { return false }
    let inside = line[start.upperBound...].reversed().drop(while: \.isWhitespace)
    guard inside.first == "\"" else { return false }
    let text = String(inside.dropFirst().reversed())
    return text.filter { $0 == "\"" }.count == text.split(
      separator: "\\\"", omittingEmptySubsequences: false
    ).count - 1
  }

  private static func isCommentOrBlank(_ line: String) -> Bool {
    line.first { !$0.isWhitespace }.map { $0 == "#" } ?? true
  }

  private static func joined(_ lines: [String]) -> String { lines.joined(separator: "\n") + "\n" }
}

extension Acceptance {
  /// The lines of the entry.
  func yaml(indent: String) -> [String] {
    let names = environments.map(YAMLText.scalar).joined(separator: ", ")
    var lines = [
      "- key: \(YAMLText.scalar(key.path))", "  source: \(key.source.rawValue)",
      "  environments: [\(names)]", "  reason: \(YAMLText.sentence(reason))",
    ]
    if let values {
      let pairs = environments.compactMap { name in
        values[name].map { "\(YAMLText.scalar(name)): \(YAMLText.scalar($0))" }
      }
      let inline = "  values: {\(pairs.joined(separator: ", "))}"
      lines +=
        inline.count <= Self.lineMax ? [inline] : ["  values:"] + pairs.map { "    " + $0 }
    }
    return lines.map { indent + $0 }
  }

  private static let lineMax = 120
}
