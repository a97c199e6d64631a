/// What the name of a file says of its part as a `.env` file.
struct EnvFileName: Hashable, Sendable {
  enum Part: Hashable, Sendable {
    /// `.env`, `.env.common`.
    case shared
    /// `.env.prod`, `prod.env`, `api.prod.env`.
    case environment(EnvironmentWord)
    /// `.env.example`.
    case template
    /// `.env.prod.local`: of one person's machine.
    case personal
    /// `web.env`: a `.env` file of nobody knows what, which its folder may tell.
    case unnamed
    case none
  }

  var part: Part

  var isEnvFile: Bool { part != .none }

  init(_ file: String) {
    part = Self.part(file)
  }

  private static func part(_ file: String) -> Part {
    let all = FileNameWords.words(file)
    guard all.contains("env"), !file.hasSuffix(".yml"), !file.hasSuffix(".yaml") else {
      return .none
    }
    // `env.ts` is a program that reads them.
    let name = file.lowercased()
    guard name.hasPrefix(".env") || name.hasSuffix(".env") || name.hasPrefix("env.") else {
      return .none
    }
    let words = all.filter { $0 != "env" }
    if name.hasPrefix("env."), FileNameWords.environment(in: words) == nil { return .none }
    if FileNameWords.isTemplate(words) { return .template }
    if words.allSatisfy(FileNameWords.shared.contains) { return .shared }
    if words.count > 1, words.last == "local" { return .personal }
    return FileNameWords.environment(in: words).map { .environment($0.word) } ?? .unnamed
  }
}
