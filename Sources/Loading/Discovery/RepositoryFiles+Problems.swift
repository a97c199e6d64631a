import Environments

extension RepositoryFiles {
  /// The problems of the search itself.
  mutating func diagnostics(of drafts: [Draft]) -> [Diagnostic] {
    var told: [Diagnostic] = []
    let isCut = outlines.isCut ? "there are more Compose files than triptych reads" : nil
    if let cut = listing.cut ?? isCut {
      told.append(
        Diagnostic(
          .warning, "DSC02", "not every folder was searched for environments: \(cut)",
          hint: "run triptych in the folder of one app, or pass the folder with -C"))
    }
    if drafts.isEmpty, let first = leftOut.apps.first {
      told.append(
        Diagnostic(
          .warning, "DSC06",
          "\(leftOut.apps.count) apps have Compose files of their own, too many or too different to compare side by side",
          hint: "choose one: triptych -C \(first.shellWord.spelledOut); triptych list names them all"))
    }
    for draft in drafts { told += missing(for: draft) }
    return told
  }

  /// Reports env files that are still to be made: those that a command gives to Compose, and copies of templates that set
  /// missing variables.
  private mutating func missing(for draft: Draft) -> [Diagnostic] {
    guard !draft.awaited.isEmpty else { return [] }
    let parts = draft.composePaths.flatMap { outlines.withParts($0) }
    let known = Set(outlines.variables(of: draft.env.map(\.path)).keys)
    let unset = parts.flatMap { $0.node?.references ?? [] }.filter {
      !$0.hasDefault && !known.contains(text: $0.name)
    }
    return draft.awaited.compactMap { file in
      let names = file.sample.map { outlines.variables(of: $0) } ?? [:]
      let first = unset.first { names[$0.name] != nil || file.location != nil }
      guard let location = first?.location ?? file.location else { return nil }
      let lack =
        first.map { "lacks \($0.name), and the file \(file.path) that would set it" }
        ?? "is given the env file \(file.path), which"
      return Diagnostic(
        .warning, "DSC03", "\(draft.name) \(lack) does not exist", at: location,
        hint: hint(toMake: file, setting: unset), environments: [draft.name])
    }
  }

  private func hint(
    toMake file: FoundEnvironment.AwaitedFile, setting unset: [VariableReference]
  ) -> String {
    if let sample = file.sample {
      return "cp \(sample.shellWord.spelledOut) \(file.path.shellWord.spelledOut), and fill it in"
    }
    var names: [String] = []
    for name in unset.map(\.name) where QuotableName.isOfVariable(name) && !names.contains(name) {
      names.append(name)
    }
    let lines = names.prefix(5).map { "\($0)=…" }.joined(separator: ", ")
    return "create \(file.path.spelledOut)" + (lines.isEmpty ? "" : " with \(lines)")
  }

  /// The variables of an environment, by name.
  func variables(of draft: Draft) -> [ExactText: EnvFile.Entry] {
    outlines.variables(of: draft.env.map(\.path))
  }
}
