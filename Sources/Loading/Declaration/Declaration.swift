import Environments

/// What `triptych init` would write.
package struct Declaration: Sendable {
  package let files: [NewFile]
  /// What loading those files gives, as they are written.
  package let configuration: Configuration

  /// Takes down what the request's discovery found. What the repository breaks as it stands, by the files alone or in
  /// what Compose made of them, becomes a warning with a reason: it was nobody's decision yet.
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
  /// The same with some files in place of those that the repository has.
  func with(_ files: [NewFile]) -> LoadRequest {
    var request = self
    let texts = Dictionary(files.map { ($0.path, $0.text) }, uniquingKeysWith: { $1 })
    let read = read
    request.read = { texts[$0].map(SourceText.text) ?? read($0) }
    request.environmentFiles = texts.keys.filter { $0.hasPrefix("configs/environment/") }.sorted()
    return request
  }
}
