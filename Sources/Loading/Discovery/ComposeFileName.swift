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
