import Environments

/// The name that a script or a Makefile gives to the project of all its commands: `export COMPOSE_PROJECT_NAME=shop` on a
/// line of its own. Two that differ, and one on a condition, say nothing.
struct ScriptProject {
  private enum Language { case make, shell }

  private static let variable = "COMPOSE_PROJECT_NAME"

  private let language: Language
  private var names: [(text: String, line: Int)] = []
  private var isExported = false
  private var isUnclear = false

  /// `nil` where the text gives none.
  init?(_ text: String, file: String, of kind: CommandLines.Kind) {
    guard kind == .program, text.contains(Self.variable) else { return nil }
    switch TextConstants.Language(ofFile: file) {
    case .shell: language = .shell
    case .make: language = .make
    // A justfile sets its variables like a Makefile.
    case nil where file.lowercased().hasSuffix("just") || file.lowercased().hasSuffix("justfile"):
      language = .make
    case nil: return nil
    }
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    for (index, line) in lines.enumerated() where line.utf8.count <= 1_000 {
      read(line, index + 1)
    }
    guard isExported, !isUnclear, let first = names.first,
      names.allSatisfy({ $0.text == first.text })
    else { return nil }
  }

  /// The name for a command; `nil` where the script gives it only later.
  func name(at line: Int) -> String? {
    names.first { language == .make || $0.line < line }?.text
  }

  private mutating func read(_ line: Substring, _ number: Int) {
    var words = line.split(whereSeparator: { $0 == " " || $0 == "\t" || $0 == "\r" })
    guard let first = words.first, !first.hasPrefix("#") else { return }
    let all: [[Substring]] = [["export"], ["set", "-a"], ["set", "-o", "allexport"]]
    if all.contains(words) || first.hasPrefix(".EXPORT_ALL_VARIABLES") { isExported = true }
    if first == "export" { words.removeFirst() }
    guard words.first?.hasPrefix(Self.variable) == true else { return }
    let rest = words.joined(separator: " ").dropFirst(Self.variable.count)
    if rest.isEmpty {
      isExported = isExported || first == "export"
      return
    }
    guard let value = value(after: rest) else { return }
    guard line.first?.isWhitespace == false else {
      // A line of a recipe has a shell of its own.
      isUnclear = isUnclear || language == .shell
      return
    }
    isExported =
      isExported || first == "export" || rest.contains("export \(Self.variable)")
    names.append((value, number))
  }

  /// The value of an assignment, also where it is only a default; `nil` where a command follows.
  private func value(after name: Substring) -> String? {
    let signs = language == .make ? name.drop { " :?".contains($0) } : name
    guard signs.first == "=" else { return nil }
    var value = signs.dropFirst()
    if let comment = value.firstRange(of: " #") { value = value[..<comment.lowerBound] }
    if let end = value.firstRange(of: "; export") ?? value.firstRange(of: " && export") {
      value = value[..<end.lowerBound]
    }
    var text = value.filter { !"\"' ;".contains($0) }
    guard language == .make || !value.contains(" ") else { return nil }
    for opening in ["${\(Self.variable):-", "${\(Self.variable)-"]
    where text.hasPrefix(opening) && text.hasSuffix("}") {
      text = String(text.dropFirst(opening.count).dropLast())
    }
    return text
  }
}
