import Environments

/// The files that `triptych init` would write.
package struct Declaration: Sendable {
  package let files: [NewFile]
  /// The configuration that loading these files gives.
  package let configuration: Configuration

  /// Declares the environments that the request's discovery found. Rules that the repository violates at present,
  /// with or without Compose's resolved model, become warnings with a reason, since they were not decided yet.
  package init(
    of request: LoadRequest, resolving resolve: (Configuration) -> Configuration = { $0 }
  ) {
    let found = request.discovery.environments
    let strict = Self.load(found, [:], request)
    let problems = strict.problems + resolve(strict).problems
    var lenient: [String: [String]] = [:]
    for environment in found {
      let codes = problems.filter {
        $0.severity == .error && $0.environments.contains(environment.name)
          && Rules.rule($0.code) != nil
      }.map(\.code)
      lenient[environment.name] = Set(codes).sorted()
    }
    files = Self.files(found, lenient)
    configuration = Self.load(found, lenient, request)
  }

  private static func files(
    _ found: [FoundEnvironment], _ lenient: [String: [String]]
  ) -> [NewFile] {
    found.map { NewFile(path: $0.file, text: $0.yaml(lenient: lenient[$0.name] ?? [])) }
  }

  private static func load(
    _ found: [FoundEnvironment], _ lenient: [String: [String]], _ request: LoadRequest
  ) -> Configuration {
    Loading.load(request.with(files(found, lenient)))
  }
}

extension LoadRequest {
  /// The same request with the given files in place of the repository's environment files.
  func with(_ files: [NewFile]) -> LoadRequest {
    var request = self
    let texts = Dictionary(files.map { ($0.path, $0.text) }, uniquingKeysWith: { $1 })
    let read = read
    request.read = { texts[$0].map(SourceText.text) ?? read($0) }
    request.environmentFiles = texts.keys.filter { $0.hasPrefix("configs/environment/") }.sorted()
    return request
  }
}

extension FoundEnvironment {
  /// The file that would declare the environment.
  package var file: String { "configs/environment/\(name).yaml" }

  /// The text of that file. Loading it gives the settings that were found.
  ///
  /// - Parameter lenient: the codes of rules that the repository violates at present; each becomes a warning.
  func yaml(lenient: [String]) -> String {
    var lines = ["# Written by triptych init from what it found:"]
    lines += reasons.map { "#   \($0.spelledOut)" }
    lines += [otherReading.map { "#   it could also be \($0.spelledOut)" }].compactMap(\.self)
    lines += uncopied.map { "#   \($0.spelledOut) is still to be copied from its template" }
    lines += ["schema_version: \(Schema.version)", "environment:", tierLine]
    lines += ["target:", "  project: \(YAMLText.scalar(project))"]
    lines += Self.list("compose_files", composeFiles.map(\.path))
    let env = declaredEnvFiles ?? envFiles.map(\.path)
    if !env.isEmpty { lines += Self.list("env_files", env) }
    if !profiles.isEmpty { lines += Self.list("profiles", profiles) }
    if !lenient.isEmpty { lines += Self.rulesTitle + lenient.map(Self.rule) }
    return lines.joined(separator: "\n") + "\n"
  }

  private var tierLine: String {
    guard let tier else {
      if let hint = hintOfProduction {
        return "  tier: production  # no file says which it is, but \(hint.spelledOut)"
      }
      return "  tier: staging  # no file says which it is: development, staging or production"
    }
    return "  tier: \(tier.rawValue)"
  }

  private static let rulesTitle = [
    "# These rules were broken when this file was written, so they only warn. Once one holds, remove its line.",
    "rules:",
  ]

  /// One line, which says what the rule demands.
  private static func rule(_ code: String) -> String {
    let sentence = Rules.rule(code).map { "  # \($0.sentence)" } ?? ""
    return "  - {name: \(code), severity: warning, reason: broken from the start}" + sentence
  }

  private static func list(_ key: String, _ items: [String]) -> [String] {
    items.isEmpty
      ? ["  \(key): []"] : ["  \(key):"] + items.map { "    - \(YAMLText.scalar($0))" }
  }
}

/// A file to create, relative to the root.
package struct NewFile: Hashable, Sendable {
  package var path: String
  package var text: String
}
