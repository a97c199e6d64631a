/// The lines of a file that may tell how Compose is called, as text. A command that goes on over several lines is one line.
struct CommandLines {
  /// What the comments of a file are to a reader.
  enum Kind {
    /// A README: there are no comments, and all that stands there is told.
    case document
    /// A script or a Makefile: a comment counts where it says that it is a usage; any other is a command taken out of use.
    case program
    /// A workflow: what stands in a comment is taken out of use.
    case workflow
    /// A Compose file: only the comments above its content count, and they are there to be read.
    case header
  }

  struct Line: Hashable {
    var text: String
    /// Where it starts, from one.
    var number: Int
  }

  private let kind: Kind
  private var pending: Line?
  private var goesOn = false
  private var isIntroduced = false
  private(set) var lines: [Line] = []

  /// The limit of a line in bytes, since no command that a person writes is longer.
  private static let lineMax = 4_000
  /// The limit of a header in lines.
  private static let headerMax = 200

  init(_ text: String, of kind: Kind) {
    self.kind = kind
    var rest = text[...]
    var number = 0
    while !rest.isEmpty {
      let end = rest.utf8.firstIndex(of: UInt8(ascii: "\n")) ?? rest.endIndex
      number += 1
      let line = rest[..<end].trimmed
      if kind == .header, number > Self.headerMax || !Self.mayStandInHeader(line) { break }
      read(line, number)
      rest = end == rest.endIndex ? "" : rest[rest.utf8.index(after: end)...]
    }
    flush()
  }

  private mutating func read(_ line: Substring, _ number: Int) {
    guard let text = told(by: line) else {
      goesOn = false
      return flush()
    }
    let isContinued = goesOn || pending.map { Self.continues(text, $0.text) } ?? false
    if !isContinued { flush() }
    goesOn = text.hasSuffix("\\")
    let part = goesOn ? text.dropLast() : text
    pending = Line(
      text: (pending.map { $0.text + " " } ?? "") + part, number: pending?.number ?? number)
  }

  private mutating func flush() {
    if let pending, pending.text.utf8.count <= Self.lineMax { lines.append(pending) }
    pending = nil
  }

  /// Whether a line is the rest of the command before it without saying so, as in a comment or a folded text.
  private static func continues(_ text: Substring, _ earlier: String) -> Bool {
    ["-f ", "--file ", "--file=", "--env-file"].contains(where: text.hasPrefix)
      && earlier.contains("compose")
  }

  private static func mayStandInHeader(_ line: Substring) -> Bool {
    line.isEmpty || ["#", "---", "%YAML", "name:", "version:"].contains(where: line.hasPrefix)
  }

  /// What the line tells its reader; `nil` for nothing.
  private mutating func told(by line: Substring) -> Substring? {
    guard kind != .document else { return line }
    guard line.hasPrefix("#") || line.hasPrefix("//") else {
      isIntroduced = false
      return kind == .header ? nil : line
    }
    let comment = line.drop { "#/!".contains($0) }.trimmed
    switch kind {
    case .header, .document: return comment
    case .workflow: return nil
    case .program:
      if goesOn || isIntroduced || Self.isUsage(comment) { return comment }
      isIntroduced = comment.hasSuffix(":")
      return nil
    }
  }

  /// Whether words before the command say that somebody may type it.
  private static func isUsage(_ comment: Substring) -> Bool {
    guard let first = comment.split(separator: " ").first?.lowercased() else { return false }
    return usages.contains(first.filter(\.isLetter))
  }

  private static let usages: Set<String> = ["usage", "use", "run", "start", "example", "call"]
}

extension Substring {
  /// Without white space at its ends.
  fileprivate var trimmed: Substring {
    var text = drop { $0.isWhitespace || $0 == "\u{FEFF}" }
    while text.last?.isWhitespace == true { text.removeLast() }
    return text
  }
}
