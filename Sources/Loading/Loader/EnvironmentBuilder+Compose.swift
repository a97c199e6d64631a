import Environments

extension EnvironmentBuilder {
  /// Reads the Compose files. An unreadable file is reported at the position that names it.
  mutating func composeDocuments(
    of target: Target, _ sources: inout SourceFiles
  ) -> [ComposeDocument] {
    let positions = stack.leaf("target.compose_files")?.node.sequence?.map(\.location) ?? []
    var texts: [ExactText: SourceText] = [:]
    for (index, file) in target.composeFiles.enumerated() {
      let position = index < positions.count ? positions[index] : nil
      if let text = sources.text(of: file, namedAt: position) { texts[file] = .text(text) }
    }
    let (documents, problems) = ComposeDocument.documents(
      target.composeFiles.filter { texts[$0] != nil }, profiles: target.profiles, &parsed
    ) { file in
      texts[file] ?? (Self.isYAML(file) ? sources.quietly(file) : .missing)
    }
    diagnostics += problems
    return documents
  }

  /// The content of the Compose files as written.
  mutating func composeFiles(
    knowing known: KnownSecrets, _ sources: SourceFiles
  ) -> ComposeFiles.AsWritten {
    let written = ComposeFiles.asWritten(
      documents, variables: variables.origins,
      // Included files are YAML, too; secrets are read for the resolved model only.
      read: { Self.isYAML($0) ? sources.source(of: $0) : .missing },
      fingerprint: fingerprint, known: known)
    diagnostics += written.diagnostics
    return written
  }

  private static func isYAML(_ file: String) -> Bool {
    file.hasSuffix(".yaml") || file.hasSuffix(".yml")
  }

  /// Reads the files of `configs:`, so that a missing one is reported at its name, and changes are watched.
  func readContentFiles(
    of environment: Environment, in documents: [ComposeDocument], _ sources: inout SourceFiles
  ) {
    // The rendered folders have absolute paths that are not known here, and their content is created by triptych.
    let supplied = Dictionary(
      uniqueKeysWithValues: RenderedVariable.allCases.map { ($0.name, "/\($0.name)") })
    for file in environment.contentFiles(of: documents, supplied: supplied)
    where file.section == .configs && !file.path.hasPrefix("/") {
      let source = sources.quietly(file.path)
      guard var problem = source.problem(file: file.path, at: file.location) else { continue }
      let files = sources
      if source == .missing {
        problem.hint = MissingFile.copying(to: file.path) { files.source(of: $0) }
      }
      sources.report([problem])
    }
  }

  /// Reports the files that services mount and that do not exist, and watches for them. Those that exist are not watched.
  mutating func reportMissingMounts(
    in documents: [ComposeDocument], _ sources: inout SourceFiles
  ) {
    let folder = (documents.first?.file ?? "").split(separator: "/").dropLast()
    let files = sources
    for document in documents where !document.isIncluded {
      let missing = document.missingMounts(in: folder) { name in
        // A message may name the path.
        variables.ofCompose(name).flatMap { $0.value.isSecret ? nil : $0.value.revealed }
      } read: {
        files.source(of: $0)
      }
      for mount in missing {
        _ = sources.quietly(mount.path)
        diagnostics.append(mount.problem(of: name) { files.source(of: $0) })
      }
    }
  }

  /// Reports Compose files whose texts would grow without measure when Compose replaces their variables. References
  /// are judged by the full lengths of their variables, whatever a fallback would choose.
  mutating func judgeExpansion(_ references: [VariableReference]) {
    let lengths = variables.winners.mapValues(\.value.byteCount)
    // Usually all variables together are too short for any sum of them to matter.
    guard (lengths.values.max() ?? 0) * references.count > Interpolation.bytesMax else { return }
    var values: [Location: Int] = [:]
    var files: [String: Int] = [:]
    for reference in references {
      let length = lengths[reference.name] ?? 0
      let inValue = values[reference.location, default: 0]
      let inFile = files[reference.location.file, default: 0]
      values[reference.location] = inValue + length
      files[reference.location.file] = inFile + length
      if inValue <= Interpolation.bytesMax, inValue + length > Interpolation.bytesMax {
        diagnostics.append(.expandsTooFar(.value, at: reference.location))
      } else if inFile <= ExpansionBudget.bytesMax, inFile + length > ExpansionBudget.bytesMax {
        diagnostics.append(.expandsTooFar(.file, at: reference.location))
      }
    }
  }

  /// Checks rule TGT03 while loading, since only the files provide the position of a variable. Compose replaces an
  /// unset variable by an empty text and only warns.
  mutating func judgeVariables(
    _ references: [VariableReference], tier: Tier, severity override: Value?,
    _ sources: SourceFiles
  ) {
    let unset = references.filter {
      !$0.hasDefault && variables.ofCompose($0.name) == nil && !Self.isSuppliedByUs($0.name)
    }
    let required = Set(unset.filter(\.isRequired).map { ExactText($0.name) })
    var told: Set<ExactText> = []
    // One that is required somewhere is told there.
    for reference in unset where reference.isRequired == required.contains(text: reference.name) {
      guard told.insert(ExactText(reference.name)).inserted else { continue }
      let copying = found?.lacks[reference.name]
      if copying != nil, !reference.isRequired { continue }
      let severity = reference.isRequired ? .error : Rules.severity("TGT03", tier, override)
      guard var severity else { continue }
      if found != nil, !reference.isRequired { severity = .warning }
      let near = NearestName.of(reference.name, among: variables.names)
      let sample =
        near == nil && reference.isRequired && reference.isQuotable
        ? variables.files.last.flatMap { file in
          UnsetVariable.hint(toSet: reference.name, in: file) { sources.source(of: $0) }
        } : nil
      let isWithheld = reference.isQuotable && withheld.contains(reference.name)
      diagnostics.append(
        Diagnostic(
          severity, "TGT03",
          isWithheld
            ? "\(reference.name) is used here and withheld: Compose is not given that of your shell"
            : UnsetVariable.words(reference.isQuotable ? reference.name : nil, of: name),
          at: reference.location,
          hint: near.map { "did you mean \($0)?" } ?? sample ?? copying
            ?? "set it in \(variables.files.last ?? "a .env file"), or write a default",
          related: found == nil ? stack.leaf("target.env_files").map { [$0.keyLocation] } ?? [] : []
        ))
    }
  }

  /// Whether the rendered `compose.env` or Compose itself sets the variable.
  private static func isSuppliedByUs(_ name: String) -> Bool {
    RenderedVariable.names.contains(name) || name == "COMPOSE_PROJECT_NAME"
  }
}
