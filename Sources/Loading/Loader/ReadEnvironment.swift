import Environments

/// One environment whose files were read, before it is known what is secret in those of the others.
struct ReadEnvironment: Sendable {
  fileprivate var builder: EnvironmentBuilder
  fileprivate var findings: SecretFindings
  var chainProblems: [Diagnostic] = []
  /// Whether the user trusts it to read outside the repository; `nil` for an environment that nothing declares.
  var trusts: (@Sendable ([OutsideReading]) -> Bool)?
  private var sources: SourceFiles

  init(_ builder: EnvironmentBuilder, _ sources: SourceFiles) {
    self.builder = builder
    self.sources = sources
    self.builder.read(&self.sources)
    findings = self.builder.secretFindings(&self.sources)
  }

  /// Hides the variables that are declared to hold a secret, also by another environment only.
  fileprivate mutating func hide(_ variables: Set<String>) {
    let names = variables.subtracting(findings.variables)
      .filter { builder.variables[$0] != nil }
    guard !names.isEmpty else { return }
    findings = builder.secretFindings(hiding: names, &sources)
  }

  func built(knowing known: KnownSecrets) -> LoadedEnvironment {
    var (builder, sources) = (builder, sources)
    var environment = builder.build(knowing: known, &sources)
    if let trusts { builder.judgeTrust(of: &environment, sources, trusts: trusts) }
    builder.judgeUnreadable(of: &environment, sources)
    return LoadedEnvironment(
      judged: JudgedEnvironment(environment), chainProblems: chainProblems,
      problems: builder.diagnostics, sources: sources)
  }
}

extension [ReadEnvironment] {
  /// The secrets of all of them.
  mutating func knownSecrets() -> KnownSecrets {
    let variables = reduce(into: Set()) { $0.formUnion($1.findings.declared) }
    for index in indices { self[index].hide(variables) }
    let all = reduce(into: SecretFindings()) { $0.add($1.findings) }
    return all.known(in: reduce(into: Set()) { $0.formUnion($1.builder.namesOfFiles) }) {
      reduce(into: Set()) { $0.formUnion($1.builder.names) }
    }
  }
}

/// One environment with its problems and the files that were read for it.
struct LoadedEnvironment: Sendable {
  var judged: JudgedEnvironment
  var chainProblems: [Diagnostic]
  var problems: [Diagnostic]
  var sources: SourceFiles
}
