/// A row of docs/requirements.md: a line of the story, the files that meet it, and the tests that prove it.
struct Requirement: CustomStringConvertible {
  var line: String
  var asked: String
  var files: [String]
  /// The tests that exist, each as `git grep` prints it: the file and the function.
  var proofs: [String]
  /// The files of the tests that prove it; the row must name a test of each.
  var provingFiles: [String]
  var state: String
  /// The text of the row beside its state.
  var reason: String

  /// `nil` for a line that is not a row, such as the head of a table.
  init?(_ row: Substring) {
    let cells = row.split(separator: "|").map { $0.trimmed }
    guard cells.count == 5, row.first == "|", cells[0].contains(where: \.isNumber) else {
      return nil
    }
    (line, asked) = (cells[0], cells[1])
    files = Self.links(in: cells[2])
    proofs = Self.proofs(in: cells[3])
    provingFiles = Self.links(in: cells[3])
    let words = cells[4].split(separator: ": ", maxSplits: 1)
    state = String(words.first ?? "")
    reason = String(words.dropFirst().first ?? "")
  }

  /// Paths from the root of the repository, without anchors.
  private static func links(in text: String) -> [String] {
    text.split(separator: "](", omittingEmptySubsequences: false).dropFirst().map { link in
      let path = link.prefix { $0 != ")" && $0 != "#" }
      return path.hasPrefix("../") ? String(path.dropFirst(3)) : "docs/\(path)"
    }
  }

  /// Every text in backticks, with the last file that is linked before it.
  private static func proofs(in text: String) -> [String] {
    var file = ""
    var proofs: [String] = []
    let parts = text.split(separator: "`", omittingEmptySubsequences: false)
    for (index, part) in parts.enumerated() {
      if index.isMultiple(of: 2) {
        file = links(in: String(part)).last ?? file
      } else {
        proofs.append("\(file):func `\(part)`(")
      }
    }
    return proofs
  }

  var description: String { "\(line): \(state) \(reason)" }
}

extension Substring {
  fileprivate var trimmed: String {
    String(drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
  }
}
