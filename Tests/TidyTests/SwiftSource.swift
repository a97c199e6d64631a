/// A Swift file of the program or of the workload, with the types that it declares, the names that it uses and its texts.
struct SwiftSource: Sendable {
  let path: String
  let names: SourceNames
  /// The texts of its literals, in the order of the file.
  let texts: [SwiftScanner.Text]

  /// Every source under a folder called `Sources`, read once for all tests.
  static let all: [SwiftSource] = Repository.paths.filter {
    $0.hasSuffix(".swift") && ($0.hasPrefix("Sources/") || $0.contains("/Sources/"))
  }.map { SwiftSource(path: $0, text: Repository.text($0) ?? "") }

  init(path: String, text: String) {
    self.path = path
    var scanner = SwiftScanner(bytes: Array(text.utf8))
    scanner.code(until: nil)
    names = SourceNames(tokens: scanner.tokens)
    texts = scanner.texts
  }
}

/// The types that a Swift file declares for other files, and the capitalised names in its code.
///
/// Comments and the texts of literals do not count, code inside an interpolation does. A type is declared for other files when it
/// is outside of all braces and not private. A name after a dot belongs to the name before the dot.
struct SourceNames: Sendable {
  private(set) var declared: Set<String> = []
  private(set) var named: Set<String> = []

  init(tokens: [String]) {
    var depth = 0
    var isPrivate = false
    for (index, token) in tokens.enumerated() {
      switch token {
      case "{": depth += 1
      case "}":
        depth -= 1
        isPrivate = false
      case "private", "fileprivate": if depth == 0 { isPrivate = true }
      case "struct", "enum", "class", "actor", "protocol", "typealias":
        guard depth == 0, index + 1 < tokens.count else { continue }
        if !isPrivate { declared.insert(tokens[index + 1]) }
        isPrivate = false
      case "func", "var", "let", "extension": if depth == 0 { isPrivate = false }
      default:
        let follows = index > 0 && tokens[index - 1] == "."
        if !follows, token.first?.isUppercase == true { named.insert(token) }
      }
    }
  }
}
