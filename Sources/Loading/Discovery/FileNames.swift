import Environments

/// The words of a file's name, separated by dots, hyphens and underscores.
enum FileNameWords {
  static func words(_ name: some StringProtocol) -> [String] {
    name.lowercased().split { ".-_".contains($0) }.map(String.init)
  }

  /// The environment that the words name, and whether there are no other words.
  static func environment(in given: some Sequence<String>) -> (
    word: EnvironmentWord, isAlone: Bool
  )? {
    let words = Array(given)
    // Such as `pre-prod`.
    if words.count > 1, let whole = EnvironmentWord(words.joined(separator: "-")) {
      return (whole, true)
    }
    let found = words.compactMap { EnvironmentWord($0) }
    guard let word = found.first, Set(found.map(\.kind)).count == 1 else { return nil }
    return (word, words.count == 1)
  }

  /// Whether the words mark a template or a backup copy, which belongs to no environment.
  static func isTemplate(_ words: some Sequence<String>) -> Bool {
    words.contains(where: templates.contains)
  }

  /// What marks the name of a Compose file.
  static let compose: Set<String> = ["compose", "dockercompose"]

  static let shared: Set<String> = ["base", "common", "shared", "default", "defaults"]

  private static let templates: Set<String> = [
    "example", "examples", "sample", "template", "tmpl", "tpl", "gotmpl", "dist", "j2", "jinja",
    "jinja2", "erb", "mustache", "bak", "backup", "old", "orig", "save", "swp", "disabled",
  ]
}

/// A common name of an environment, such as `stg`, and its meaning.
struct EnvironmentWord: Hashable, Sendable {
  /// The word as it appears in the file's name, in lower case.
  var text: String
  /// The environment, which is equal for all words with the same meaning.
  var kind: Kind

  enum Kind: String, Hashable, Sendable, CaseIterable {
    case development, local, test, qa, uat, demo, sandbox, preview, staging, preproduction
    case production

    var tier: Tier {
      switch self {
      case .development, .local, .test: .development
      case .qa, .uat, .demo, .sandbox, .preview, .staging, .preproduction: .staging
      case .production: .production
      }
    }

    /// Whether a folder of this name is an environment only beside others.
    var needsCompany: Bool { [.local, .test, .demo, .sandbox].contains(self) }
  }

  /// `nil` for any other word.
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
    "uat": .uat, "acceptance": .uat,
    "demo": .demo, "sandbox": .sandbox, "preview": .preview, "stage": .staging, "staging": .staging,
    "stg": .staging,
    "preprod": .preproduction, "preproduction": .preproduction, "prod": .production,
    "prd": .production, "production": .production, "live": .production,
  ]
}

/// The role of a YAML file in a stack, judged by its name.
enum ComposeFileName: Hashable, Sendable {
  /// `compose.yaml`, `docker-compose.yml`: the file that Compose reads by default.
  case main
  /// `compose.override.yaml`: the file that Compose adds by default.
  case override
  /// `docker-compose.prod.yml`; also `prod.yml`, with `isMarked` false, which only its content identifies.
  case environment(EnvironmentWord, isMarked: Bool)
  /// `docker-compose.prod.ssl.yml`: a variant of an environment, with the name of both.
  case variant(EnvironmentWord, name: String)
  /// `docker-compose.common.yml`, `base.yml`: a base for other files.
  case shared(isMarked: Bool)
  case template
  /// `docker-compose.ce.yml`: a Compose file whose words name no environment, or two.
  case unknown(words: [String])
  /// `docker-stack.yml`: a file for Docker Swarm.
  case stack
  case other

  /// Whether the name alone identifies a Compose file.
  var isMarked: Bool {
    switch self {
    case .main, .override, .variant, .environment(_, isMarked: true), .shared(isMarked: true),
      .unknown:
      true
    default: false
    }
  }

  init(_ file: String) {
    guard file.hasSuffix(".yml") || file.hasSuffix(".yaml") else {
      self = Self.isSample(file) ? .template : .other
      return
    }
    guard !TemplateText.isName(file) else {
      self = .template
      return
    }
    let stem = file.dropLast(file.hasSuffix(".yml") ? 4 : 5)
    let all = FileNameWords.words(stem)
    let isMarked = !FileNameWords.compose.isDisjoint(with: all)
    let words = all.filter { $0 != "docker" && !FileNameWords.compose.contains($0) }
    self = Self.part(words, isMarked: isMarked)
  }

  /// Whether the name is that of a Compose file to be copied or filled in, such as `docker-compose.yml.dist`.
  static func isSample(_ file: String) -> Bool {
    guard file.hasPrefix("compose") || file.hasPrefix("docker-compose"),
      file.contains(".yml.") || file.contains(".yaml.")
    else { return false }
    return FileNameWords.isTemplate(FileNameWords.words(file).suffix(1))
  }

  private static func part(_ words: [String], isMarked: Bool) -> ComposeFileName {
    if FileNameWords.isTemplate(words) { return .template }
    if words.isEmpty { return isMarked ? .main : .other }
    if words == ["override"], isMarked { return .override }
    if words.allSatisfy(FileNameWords.shared.contains) { return .shared(isMarked: isMarked) }
    let named = words.filter { $0 != "override" && $0 != "overrides" }
    if words.contains("stack") || isMarked && words.contains("swarm") { return .stack }
    guard let (word, isAlone) = FileNameWords.environment(in: named) else {
      return isMarked ? .unknown(words: words) : .other
    }
    if isAlone { return .environment(word, isMarked: isMarked) }
    return isMarked ? .variant(word, name: words.joined(separator: "-")) : .other
  }

  /// The order in which Compose searches a folder for its file.
  static func rank(_ file: String) -> Int {
    let names = ["compose.yaml", "compose.yml", "docker-compose.yml", "docker-compose.yaml"]
    return names.firstIndex(of: file) ?? names.count
  }
}

/// The role of a file as a `.env` file, judged by its name.
struct EnvFileName: Hashable, Sendable {
  enum Part: Hashable, Sendable {
    /// `.env`, `.env.common`.
    case shared
    /// `.env.prod`, `prod.env`, `api.prod.env`.
    case environment(EnvironmentWord)
    /// `.env.example`.
    case template
    /// `.env.prod.local`: a file for one person's machine.
    case personal
    /// `web.env`: a `.env` file whose environment is known by its folder at most, or by a Compose file of its word.
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
    // `env.ts` is source code that reads variables.
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
