import Environments

/// One load: the files read so far, the environments made of them, and the problems found.
struct Loader: Sendable {
  static let acceptedFile = "configs/accepted-differences.yaml"

  let request: LoadRequest
  private let files: EnvironmentFiles
  private let overrides: Overrides
  private var sources: SourceFiles
  private var problems = ProblemList()
  private var judged: [JudgedEnvironment] = []
  /// By name; empty when any environment is declared.
  private let found: [String: FoundEnvironment]
  private let leftOut: LeftOut

  init(_ request: LoadRequest) {
    self.request = request
    files = EnvironmentFiles(request.environmentFiles)
    overrides = Overrides(request.overrides)
    sources = SourceFiles(order: request.order, read: request.read)
    let discovery = request.environmentFiles.isEmpty ? request.discovery : Discovery()
    found = Dictionary(
      discovery.environments.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    leftOut = discovery.leftOut
    problems.add(files.diagnostics)
    problems.add(discovery.diagnostics)
    problems.add(overrides.diagnostics)
    // Read first, so that it is read once and checked even when no environment extends it.
    if let base = files.files[EnvironmentFiles.baseName] { _ = sources.layer(of: base) }
  }

  var names: [String] { files.names + found.keys.sorted() }

  /// Reads the files of an environment.
  func read(_ name: String) -> ReadEnvironment {
    if let found = found[name] { return read(found) }
    var sources = sources
    let chain = InheritanceChain(of: name, in: files, &sources)
    var levels = chain.links.map { link in
      SettingsStack.Level(layer: Self.layer(of: link.name, in: name), settings: link.layer)
    }
    if let local = files.localFiles[name] {
      levels.append(.init(layer: .local, settings: sources.layer(of: local)))
    }
    levels.append(.init(layer: .commandLine, settings: overrides.layer))
    var builder = EnvironmentBuilder(
      name: name, file: files.files[name] ?? "", stack: SettingsStack(levels: levels),
      fingerprint: request.fingerprint, secretFolder: request.secretFolder, shell: request.shell)
    builder.withheld = request.withheld
    var read = ReadEnvironment(builder, sources)
    read.chainProblems = chain.diagnostics
    read.trusts = request.trusts
    return read
  }

  /// A found environment, with the layers of discovery and the command line.
  private func read(_ found: FoundEnvironment) -> ReadEnvironment {
    let levels = [
      SettingsStack.Level(layer: .found, settings: found.layer),
      SettingsStack.Level(layer: .commandLine, settings: overrides.layer),
    ]
    var builder = EnvironmentBuilder(
      name: found.name, file: found.location.file, stack: SettingsStack(levels: levels),
      fingerprint: request.fingerprint, secretFolder: request.secretFolder, shell: request.shell,
      found: found)
    builder.withheld = request.withheld
    return ReadEnvironment(builder, sources)
  }

  mutating func add(_ loaded: LoadedEnvironment) {
    problems.add(loaded.chainProblems)
    problems.add(loaded.problems, environment: loaded.judged.subject.name)
    sources.absorb(loaded.sources)
    judged.append(loaded.judged)
  }

  /// The added environments in order, with the violations between environments.
  mutating func configuration() -> Configuration {
    var judged = judged.sorted { Self.precedes($0.subject.environment, $1.subject.environment) }
    var environments = judged.map(\.subject.environment)
    let sources = sources
    for index in environments.agreeOnSecrets(request.fingerprint) {
      environments[index].noteIgnoredFiles { sources.source(of: $0) }
      judged[index] = JudgedEnvironment(environments[index])
    }
    let accepted = acceptedDifferences(among: environments.map(\.name))
    problems.add(self.sources.diagnostics)
    var configuration = Configuration(
      environments: environments, accepted: accepted, diagnostics: problems.sorted.shared(),
      files: self.sources.names + undeclared)
    configuration.leftOut = leftOut
    configuration.violations =
      violations(of: judged) + configuration.acceptedDifferencesThatLapsed
    return configuration
  }

  /// The files that would declare the found environments; creating one has to trigger a new load.
  private var undeclared: [String] { found.values.map(\.file).sorted() }

  /// Empty when the file does not exist, which is valid.
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
    (left.tier.order, left.name) < (right.tier.order, right.name)
  }
}

/// A list of distinct problems. A problem of several environments names them all.
struct ProblemList {
  private var order: [Diagnostic] = []
  private var environments: [Diagnostic: [String]] = [:]

  mutating func add(_ diagnostics: [Diagnostic], environment: String? = nil) {
    for diagnostic in diagnostics {
      if environments[diagnostic] == nil {
        order.append(diagnostic)
        environments[diagnostic] = []
      }
      if let environment, environments[diagnostic]?.contains(environment) == false {
        environments[diagnostic]?.append(environment)
      }
    }
  }

  /// Sorted by file and position; problems without a position come first, in the order of their discovery.
  var sorted: [Diagnostic] {
    let named = order.map { diagnostic in
      var diagnostic = diagnostic
      diagnostic.environments += environments[diagnostic] ?? []
      return diagnostic
    }
    return named.enumerated().sorted { left, right in
      let first = left.element.location
      let second = right.element.location
      return (first?.file ?? "", first?.line ?? 0, first?.column ?? 0, left.offset)
        < (second?.file ?? "", second?.line ?? 0, second?.column ?? 0, right.offset)
    }.map(\.element)
  }
}
