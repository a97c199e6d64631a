import Environments

/// Builds one environment from its layers and its `.env` files.
struct EnvironmentBuilder {
  let name: String
  let file: String
  let stack: SettingsStack
  let fingerprint: Fingerprinter
  let secretFolder: LoadRequest.SecretFolderReader
  /// The discovery of the environment; `nil` when it is declared.
  let found: FoundEnvironment?
  /// The variables of the caller's shell that Compose may receive.
  let shell: [String: String]
  var diagnostics: [Diagnostic] = []
  var variables = EnvironmentVariables()
  /// The env files that Compose is given: those of `target.env_files`, or the one that Compose reads by itself.
  private(set) var envFiles: [String] = []
  private var dependsOnOrder = false
  /// The secrets of the settings that were read so far.
  var settingSecrets: [Secret] = []
  /// The names of the caller's shell that Compose never receives.
  var withheld: Set<String> = []
  private var tier = Tier.staging
  private var isProtected = false
  private var settings: [Setting] = []
  /// The Compose files that can be read.
  private(set) var documents: [ComposeDocument] = []
  var parsed = ParsedFiles()

  init(
    name: String, file: String, stack: SettingsStack, fingerprint: @escaping Fingerprinter,
    secretFolder: @escaping LoadRequest.SecretFolderReader, shell: [String: String],
    found: FoundEnvironment? = nil
  ) {
    self.found = found
    self.shell = shell
    self.name = name
    self.file = file
    self.stack = stack
    self.fingerprint = fingerprint
    self.secretFolder = secretFolder
  }

  /// Reads the files, which tell what is secret.
  mutating func read(_ sources: inout SourceFiles) {
    readVariables(&sources)
    tier = stack.string("environment.tier").flatMap(Tier.init) ?? .staging
    isProtected = stack.bool("environment.protected") ?? (tier == .production)
    refuseLocal(isProtected: isProtected)
    settings = settings(isProtected: isProtected)
    documents = composeDocuments(of: target, &sources)
  }

  /// - Parameter known: the secrets of all environments of the load, so that a text is masked in each of them or in none.
  mutating func build(knowing known: KnownSecrets, _ sources: inout SourceFiles) -> Environment {
    let values = Dictionary(uniqueKeysWithValues: settings.map { ($0.key.path, $0.value) })
    requireKeys()
    reportSwarm()
    judgeDeclarations()
    judgeRuleCodes()
    let checks = checks(values)
    let secrets = declaredSecrets()
    let smoke = smokeSuite(values)
    let target = target
    let compose = composeFiles(knowing: known, sources)
    variables.use(compose.variablesUsed.map(\.name))
    judgeExpansion(compose.variablesUsed)
    variables.hide(known)
    judgeVariables(
      compose.variablesUsed, tier: tier, severity: values["rules.TGT03.severity"],
      sources)
    let all = sorted(masked(settings, known), variables.settings(fingerprint), compose.settings)
    var environment = Environment(
      name: name, tier: tier, isProtected: isProtected,
      description: values["environment.description"].flatMap(Self.text).map { known.masked($0) }
        ?? "",
      target: target, settings: all, services: compose.services,
      checks: checks, declaredSecrets: secrets, secretFolder: secretFolder(name, secrets),
      smoke: smoke,
      launchTimeoutMilliseconds: Self.milliseconds("launch.timeout", values: values))
    let files = sources
    environment.noteIgnoredFiles { files.source(of: $0) }
    environment.knownSecrets = known
    environment.dependsOnEnvFileOrder = dependsOnOrder
    readContentFiles(of: environment, in: documents, &sources)
    reportMissingMounts(in: documents, &sources)
    if let found { judge(found, of: &environment, &sources) }
    return environment
  }

  /// Sorts each source by itself, since the sources follow one another and most are sorted already.
  private func sorted(
    _ settings: [Setting], _ variables: [Setting], _ compose: [Setting]
  ) -> [Setting] {
    // Compose settings are sorted already; only secrets have to move.
    let end = compose.firstIndex { $0.key.source == .secrets } ?? compose.endIndex
    let secrets = variables.filter { $0.key.source == .secrets } + compose[end...]
    var all = settings.sortedByKey()
    all.reserveCapacity(settings.count + variables.count + compose.count)
    all += variables.filter { $0.key.source == .env }.sortedByKey()
    all += compose[..<end]
    all += secrets.sortedByKey()
    return all
  }

  var start: Location { Location(file: file, line: 1, column: 1) }

  mutating func fail(
    _ code: String, _ message: String, at position: Location?, hint: String? = nil,
    related: [Location] = []
  ) {
    diagnostics.append(
      Diagnostic(.error, code, message, at: position, hint: hint, related: related))
  }

  private var target: Target {
    Target(
      orchestrator: stack.string("target.orchestrator").flatMap(Target.Orchestrator.init)
        ?? .compose,
      project: stack.string("target.project") ?? name, context: stack.string("target.context"),
      composeFiles: stack.strings("target.compose_files"),
      envFiles: envFiles, profiles: profiles)
  }

  /// `COMPOSE_PROFILES` counts only where the target names no profile, as for Compose.
  private var profiles: [String] {
    let declared = stack.strings("target.profiles")
    guard declared.isEmpty, case .plain(let names)? = variables["COMPOSE_PROFILES"]?.value else {
      return declared
    }
    return names.split(separator: ",")
      .map { String($0.drop { $0 == " " }.prefix { $0 != " " }) }.filter { !$0.isEmpty }
  }

  private mutating func refuseLocal(isProtected: Bool) {
    guard isProtected, let local = stack.levels.first(where: { $0.layer == .local }) else { return }
    let position = Location(file: local.settings.file, line: 1, column: 1)
    let reason = stack.leaf("environment.protected") ?? stack.leaf("environment.tier")
    fail(
      "SET09", "\(name) is protected, and a protected environment has no local file", at: position,
      hint: "write it to \(file), which everybody shares",
      related: reason.map { [$0.keyLocation] } ?? [])
  }

  private mutating func requireKeys() {
    guard stack.levels.allSatisfy(\.settings.isReadable) else { return }
    for key in Schema.keys where key.isRequired && !key.path.contains("*") {
      if stack.leaf(key.path) == nil, stack.levels.allSatisfy({ !$0.settings.wrote(key.path) }) {
        fail(
          "SET05", "\(name) has no \(key.path)", at: start,
          hint: "expected \(key.type.expectation)")
      }
    }
  }

  /// Warns of an environment on Swarm, which is read and shown but cannot be acted on yet.
  private mutating func reportSwarm() {
    guard stack.string("target.orchestrator") == Target.Orchestrator.swarm.rawValue,
      let leaf = stack.leaf("target.orchestrator")
    else { return }
    let isInFile = leaf.node.location.file != Overrides.file
    diagnostics.append(
      Diagnostic(
        .warning, "SET19",
        "triptych does not act on Swarm yet: launch, stop, restart, render and test are refused",
        at: isInFile ? leaf.node.location : nil,
        hint: "set target.orchestrator to compose where Compose can run the stack"))
  }

  static func text(_ value: Value) -> String? {
    if case .string(let text) = value { text } else { nil }
  }

  /// The duration of the first key with a value, or else the default of the last key. An invalid value, which was
  /// reported already, counts as none.
  static func milliseconds(_ keys: String..., values: [String: Value]) -> Int {
    let known = keys.compactMap { values[$0] } + keys.suffix(1).compactMap { Schema.defaults[$0] }
    for case .duration(let quantity) in known { return quantity.amount }
    preconditionFailure("the schema has no duration for \(keys)")
  }
}

extension SettingsLayer {
  /// Whether the file sets the path, even to an invalid value.
  func wrote(_ path: String) -> Bool { positions[path] != nil }
}

extension EnvironmentBuilder {
  /// Reads the `.env` files in order; each may use the variables of the earlier ones.
  mutating func readVariables(_ sources: inout SourceFiles) {
    let leaf = stack.leaf("target.env_files")
    let positions = leaf?.node.sequence?.map(\.location) ?? []
    envFiles = stack.strings("target.env_files")
    if envFiles.isEmpty, found == nil { envFiles = implicitEnvFiles(&sources) }
    for (index, path) in envFiles.enumerated() {
      guard let copying = copying(toMissing: path, &sources) else { continue }
      fail(
        "FILE01", "the file \(path) does not exist",
        at: index < positions.count ? positions[index] : nil, hint: copying)
    }
    // The local choices of images follow all `.env` files in a launch. Most checkouts have none.
    let images = sources.source(of: LocalImages.file) == .missing ? [] : [LocalImages.file]
    var files = envFiles(envFiles + images, namedAt: positions, after: [:], &sources)
    let used = shell(usedBy: files.map(\.file))
    if !used.isEmpty {
      files = envFiles(envFiles + images, namedAt: positions, after: used, &sources)
    }
    for (file, problems) in files {
      dependsOnOrder = dependsOnOrder || file.dependsOnOrder
      variables.add(file)
      sources.report(problems)
    }
    variables.add(shell: shell)
    variables.use(used.keys.map(\.text))
    variables.hide(declaredSecretVariables)
  }

  /// The variables of the type `secret`.
  var declaredSecretVariables: [String] {
    stack.names("variables").filter { stack.string("variables.\($0).type") == "secret" }
  }

  /// The command that makes a missing file from its sample; `nil` when the file is there, or no sample is.
  private func copying(toMissing path: String, _ sources: inout SourceFiles) -> String? {
    guard sources.quietly(path) == .missing else { return nil }
    let files = sources
    return MissingFile.copying(to: path, for: name) { files.source(of: $0) }
  }

  /// The `.env` beside the first Compose file. Compose reads it where no env file is given, so it is given like the
  /// others: else the variables would change with the first file that triptych adds.
  private func implicitEnvFiles(_ sources: inout SourceFiles) -> [String] {
    guard let first = stack.strings("target.compose_files").first else { return [] }
    let path = ".env".joined(to: first.split(separator: "/").dropLast())
    // Read also where it does not exist, so that it is noticed when it appears.
    switch sources.quietly(path) {
    case .missing, .directory: return []
    default: return [path]
    }
  }

  /// Reads the files in order, each with the variables of the earlier ones and those of the shell.
  private func envFiles(
    _ paths: [String], namedAt positions: [Location], after shell: [ExactText: EnvFile.Entry],
    _ sources: inout SourceFiles
  ) -> [SourceFiles.ParsedEnvFile] {
    let names = shell.keys.map(\.text).sorted()
    var earlier = shell
    var files: [SourceFiles.ParsedEnvFile] = []
    for index in paths.indices {
      let position = index < positions.count ? positions[index] : nil
      guard copying(toMissing: paths[index], &sources) == nil,
        let parsed = sources.envFile(
          Array(paths[...index]), earlier: earlier, shell: names, namedAt: position)
      else { continue }
      files.append(parsed)
      if index + 1 < paths.count {
        for entry in parsed.file.entries { earlier[entry.name] = entry }
      }
    }
    return files
  }

  /// The variables of the shell that the values of the files use. One that any of them sets is none.
  private func shell(usedBy files: [EnvFile]) -> [ExactText: EnvFile.Entry] {
    let missing = files.reduce(into: Set<ExactText>()) { $0.formUnion($1.missing) }
    guard missing.contains(where: { shell[$0.text] != nil }) else { return [:] }
    let names = Set(files.lazy.flatMap(\.entries).map { ExactText($0.name) })
    return ShellVariables.entries(
      ShellVariables.passed(shell, besides: names).filter { missing.contains(ExactText($0.key)) })
  }
}

extension EnvironmentBuilder {
  /// Reports that nothing declares the environment, and checks whether Compose may read its files.
  mutating func judge(
    _ found: FoundEnvironment, of environment: inout Environment, _ sources: inout SourceFiles
  ) {
    environment.found = found
    // `--set` may say what the files do not; the default says nothing.
    if stack.leaf("environment.tier") != nil,
      let said = stack.string("environment.tier").flatMap(Tier.init)
    {
      environment.found?.tier = said
    }
    diagnostics.append(
      Diagnostic(
        .warning, "DSC01",
        "this environment is not declared: it was found among the files of the repository",
        at: found.location,
        hint:
          "it can be viewed but not acted on; triptych init writes what was found to configs/environment"
      ))
    diagnostics += found.problems
    if found.composeFiles.isEmpty {
      environment.obstacle = "there is no Compose file, only .env files"
    } else if environment.target.composeFiles.count != found.composeFiles.count {
      // Without files in argv, Compose would follow COMPOSE_FILE by itself.
      environment.obstacle = "COMPOSE_FILE names a file outside the repository"
    } else {
      let files = sources
      var reach = ComposeReach(variables: variables.winners, parsed: parsed) {
        files.source(of: $0)
      }
      reach.follow(environment.target)
      environment.obstacle = reach.obstacle?.message
      diagnostics += [reach.obstacle].compactMap(\.self)
    }
    if let obstacle = environment.obstacle { environment.composeState = .unasked(obstacle) }
  }
}

extension EnvironmentBuilder {
  /// Finds what the files of a declared environment read outside of the repository. Until the user trusts that, Compose
  /// may not read them.
  mutating func judgeTrust(
    of environment: inout Environment, _ sources: SourceFiles,
    trusts: ([OutsideReading]) -> Bool
  ) {
    var reach = ComposeReach(variables: variables.winners, gathersOutside: true, parsed: parsed) {
      sources.source(of: $0)
    }
    reach.follow(environment.target)
    environment.outsideReadings = reach.outside
    guard let problem = Diagnostic.untrusted(reach.outside), !trusts(reach.outside) else { return }
    let words = "\(problem.message). triptych trust lists what they read there, and asks."
    environment.obstacle = words
    environment.composeState = .unasked(words)
    diagnostics.append(problem)
  }
}
