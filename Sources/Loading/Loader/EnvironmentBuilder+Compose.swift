import Environments

extension EnvironmentBuilder {
  /// What the Compose files say as they are written; a file that cannot be read is told where it is named.
  mutating func composeFiles(
    of target: Target, _ sources: inout SourceFiles
  ) -> ComposeFiles.AsWritten {
    let places = stack.leaf("target.compose_files")?.node.sequence?.map(\.location) ?? []
    var texts: [String: SourceText] = [:]
    for (index, file) in target.composeFiles.enumerated() {
      let place = index < places.count ? places[index] : nil
      if let text = sources.text(of: file, namedAt: place) { texts[file] = .text(text) }
    }
    let written = ComposeFiles.asWritten(
      target.composeFiles.filter { texts[$0] != nil }, profiles: target.profiles,
      variables: variables.origins,
      read: { file in
        // What they include is YAML, too; secrets are for the resolved model.
        texts[file]
          ?? (file.hasSuffix(".yaml") || file.hasSuffix(".yml") ? sources.quietly(file) : .missing)
      },
      fingerprint: fingerprint)
    diagnostics += written.diagnostics
    return written
  }

  /// Reads the files that `configs:` names, so that a missing one is told where it is named, and a change is noticed.
  func readContentFiles(
    of environment: Environment, in documents: [ComposeDocument], _ sources: inout SourceFiles
  ) {
    // The folders of rendering lie at an absolute path that is not known here; what is in them is made by us.
    let supplied = Dictionary(
      uniqueKeysWithValues: RenderedVariable.allCases.map { ($0.name, "/\($0.name)") })
    for file in environment.contentFiles(of: documents, supplied: supplied)
    where file.section == .configs && !file.path.hasPrefix("/") {
      _ = sources.text(of: file.path, namedAt: file.location)
    }
  }

  /// Rule TGT03, judged here because only the files tell where a variable is used: Compose replaces one that
  /// nobody sets by nothing, with no more than a warning.
  mutating func judgeVariables(
    _ references: [VariableReference], tier: Tier, severity override: Value?
  ) {
    var told: Set<String> = []
    for reference in references where !reference.hasDefault && variables[reference.name] == nil {
      guard !Self.isSuppliedByUs(reference.name), told.insert(reference.name).inserted else {
        continue
      }
      let severity = reference.isRequired ? .error : Rules.severity("TGT03", tier, override)
      guard var severity else { continue }
      if found != nil, !reference.isRequired { severity = .warning }
      let near = NearestName.of(reference.name, among: variables.layers.keys.sorted())
      let message = "\(reference.name) is used here and set by none of the .env files of \(name)"
      diagnostics.append(
        Diagnostic(
          severity, "TGT03", message, at: reference.location,
          hint: near.map { "did you mean \($0)?" }
            ?? "set it in \(variables.files.last ?? "a .env file"), or write a default",
          related: stack.leaf("target.env_files").map { [$0.keyLocation] } ?? []))
    }
  }

  /// What the rendered `compose.env` and Compose itself set.
  private static func isSuppliedByUs(_ name: String) -> Bool {
    RenderedVariable.names.contains(name) || name == "COMPOSE_PROJECT_NAME"
  }
}
