import Environments

/// The words of a file's name, parted by dots, hyphens and underscores.
enum FileNameWords {
  static func words(_ name: some StringProtocol) -> [String] {
    name.lowercased().split { ".-_".contains($0) }.map(String.init)
  }

  /// The one environment that words name, and whether they say nothing else.
  static func environment(in words: [String]) -> (word: EnvironmentWord, isAlone: Bool)? {
    // Such as `pre-prod`.
    if words.count > 1, let whole = EnvironmentWord(words.joined(separator: "-")) {
      return (whole, true)
    }
    let found = words.compactMap { EnvironmentWord($0) }
    guard let word = found.first, Set(found.map(\.kind)).count == 1 else { return nil }
    return (word, words.count == 1)
  }

  /// Files that are there to be copied, or are copies; they are no environment.
  static func isTemplate(_ words: [String]) -> Bool { words.contains(where: templates.contains) }

  static let shared: Set<String> = ["base", "common", "shared", "default", "defaults"]

  private static let templates: Set<String> = [
    "example", "examples", "sample", "template", "tmpl", "tpl", "dist", "j2", "bak", "backup",
    "old", "orig", "save", "swp", "disabled",
  ]
}

/// A usual name of an environment, such as `stg`, and what it stands for.
struct EnvironmentWord: Hashable, Sendable {
  /// As it is written in the name of the file, in lower case.
  var text: String
  /// The same for all words that mean one environment.
  var kind: Kind

  enum Kind: String, Hashable, Sendable, CaseIterable {
    case development, local, test, qa, uat, staging, preproduction, production

    var tier: Tier {
      switch self {
      case .development, .local, .test: .development
      case .qa, .uat, .staging, .preproduction: .staging
      case .production: .production
      }
    }
  }

  /// `nil` for what is no such name.
  init?(_ text: String) {
    let word = text.lowercased()
    guard let kind = Self.kinds[word.filter { $0 != "-" && $0 != "_" }] else { return nil }
    self.init(text: word.replacing("_", with: "-"), kind: kind)
  }

  init(text: String, kind: Kind) {
    self.text = text
    self.kind = kind
  }

  private static let kinds: [String: Kind] = [
    "dev": .development, "devel": .development, "develop": .development,
    "development": .development, "local": .local, "test": .test, "testing": .test, "qa": .qa,
    "uat": .uat, "stage": .staging, "staging": .staging, "stg": .staging,
    "preprod": .preproduction, "preproduction": .preproduction, "prod": .production,
    "prd": .production, "production": .production, "live": .production,
  ]
}

/// What the name of a YAML file says of its part in a stack.
enum ComposeFileName: Hashable, Sendable {
  /// `compose.yaml`, `docker-compose.yml`: what Compose reads by itself.
  case main
  /// `compose.override.yaml`: what Compose adds by itself.
  case override
  /// `docker-compose.prod.yml`, and `prod.yml` where `isMarked` is false: then only its content tells.
  case environment(EnvironmentWord, isMarked: Bool)
  /// `docker-compose.prod.ssl.yml`: an environment with something more, under a name for both.
  case variant(EnvironmentWord, name: String)
  /// `docker-compose.common.yml`, `base.yml`: what others are made of.
  case shared(isMarked: Bool)
  case template
  case other

  init(_ file: String) {
    guard file.hasSuffix(".yml") || file.hasSuffix(".yaml") else {
      self = .other
      return
    }
    let stem = file.dropLast(file.hasSuffix(".yml") ? 4 : 5)
    let all = FileNameWords.words(stem)
    let isMarked = all.contains("compose") || all.contains("dockercompose")
    let words = all.filter { !["docker", "compose", "dockercompose"].contains($0) }
    self = Self.part(words, isMarked: isMarked)
  }

  private static func part(_ words: [String], isMarked: Bool) -> ComposeFileName {
    if FileNameWords.isTemplate(words) { return .template }
    if words.isEmpty { return isMarked ? .main : .other }
    if words == ["override"], isMarked { return .override }
    if words.allSatisfy(FileNameWords.shared.contains) { return .shared(isMarked: isMarked) }
    let named = words.filter { $0 != "override" && $0 != "overrides" }
    guard let (word, isAlone) = FileNameWords.environment(in: named) else { return .other }
    if isAlone { return .environment(word, isMarked: isMarked) }
    return isMarked ? .variant(word, name: words.joined(separator: "-")) : .other
  }

  /// The order in which Compose itself looks for its file in a folder.
  static func rank(_ file: String) -> Int {
    let names = ["compose.yaml", "compose.yml", "docker-compose.yml", "docker-compose.yaml"]
    return names.firstIndex(of: file) ?? names.count
  }
}

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
