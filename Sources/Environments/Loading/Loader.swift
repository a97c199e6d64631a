/// One load: the files read so far and the problems found so far.
struct Loader {
  static let acceptedFile = "configs/accepted-differences.yaml"

  let request: LoadRequest
  private let files: EnvironmentFiles
  private let overrides: Overrides
  private var sources: SourceFiles
  private var problems: ProblemList = ProblemList()

  init(_ request: LoadRequest) {
    self.request = request
    files = EnvironmentFiles(request.environmentFiles)
    overrides = Overrides(request.overrides)
    sources = SourceFiles(read: request.read)
  }

  mutating func load() -> Configuration {
    problems.add(files.diagnostics)
    problems.add(overrides.diagnostics)
    let environments = files.names.map { environment($0) }.sorted { Self.precedes($0, $1) }
    let accepted = acceptedDifferences(among: environments.map(\.name))
    problems.add(sources.diagnostics)
    var configuration = Configuration(
      environments: environments, accepted: accepted, diagnostics: problems.sorted,
      files: sources.names)
    configuration.violations =
      violations(of: environments) + configuration.acceptedDifferencesThatLapsed
    return configuration
  }

  private mutating func environment(_ name: String) -> Environment {
    let chain = InheritanceChain(of: name, in: files, &sources)
    problems.add(chain.diagnostics)
    var layers = chain.links.map { link in
      SettingsStack.Level(layer: Self.layer(of: link.name, in: name), settings: link.layer)
    }
    if let local = files.localFiles[name] {
      layers.append(.init(layer: .local, settings: sources.layer(of: local)))
    }
    layers.append(.init(layer: .commandLine, settings: overrides.layer))
    let stack = SettingsStack(levels: layers)
    var builder = EnvironmentBuilder(
      name: name, file: files.files[name] ?? "", stack: stack, fingerprint: request.fingerprint)
    let environment = builder.build(&sources)
    problems.add(builder.diagnostics, environment: name)
    return environment
  }

  /// None when there is no such file, which is no problem.
  private mutating func acceptedDifferences(among names: [String]) -> [AcceptedDifference] {
    if request.read(Self.acceptedFile) == .missing { return [] }
    guard let text = sources.text(of: Self.acceptedFile) else { return [] }
    var reader = AcceptedDifferencesReader(file: Self.acceptedFile, environments: names)
    reader.read(text)
    problems.add(reader.diagnostics)
    return reader.accepted
  }

  private static func layer(of link: String, in environment: String) -> Layer {
    if link == environment { return .environment }
    return link == EnvironmentFiles.baseName ? .base : .parent(link)
  }

  /// Development first, production last; within a tier by name.
  private static func precedes(_ left: Environment, _ right: Environment) -> Bool {
    (order(left.tier), left.name) < (order(right.tier), right.name)
  }

  private static func order(_ tier: Tier) -> Int {
    switch tier {
    case .development: 0
    case .staging: 1
    case .production: 2
    }
  }
}
