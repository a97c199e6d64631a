import Environments

extension RepositoryFiles {
  /// The problems of the search itself.
  mutating func diagnostics(of drafts: inout [Draft]) -> [Diagnostic] {
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
          hint:
            "choose one: triptych -C \(first.shellWord.spelledOut); triptych list names them all"))
    }
    for index in drafts.indices {
      told += missing(for: &drafts[index]) + drafts[index].strayProblems
    }
    return told
  }

  /// Reports env files that are still to be made: those that a command gives to Compose, and copies of templates that set
  /// missing variables. One problem tells of all variables of a file, besides those that Compose requires, of which each
  /// is an error of its own.
  private mutating func missing(for draft: inout Draft) -> [Diagnostic] {
    guard !draft.awaited.isEmpty else { return [] }
    let parts = draft.composePaths.flatMap { outlines.withParts($0) }
    let known = Set(outlines.variables(of: draft.env.map(\.path)).keys)
    let unset = parts.flatMap { $0.node?.references ?? [] }.filter {
      !$0.hasDefault && !known.contains(text: $0.name)
    }
    let required = Set(unset.filter(\.isRequired).map { ExactText($0.name) })
    var told: [Diagnostic] = []
    for file in draft.awaited {
      let names = file.sample == nil ? nil : outlines.variables(of: file.samples)
      // Without a sample, what a command gives may set all that is missing.
      let set = unset.filter { names?[$0.name] != nil || names == nil && file.location != nil }
      let making = hint(toMake: file, setting: set)
      var lacking: [VariableReference] = []
      for reference in set {
        guard draft.lacks.updateValue(making, forKey: ExactText(reference.name)) == nil,
          !required.contains(text: reference.name)
        else { continue }
        lacking.append(reference)
      }
      guard let location = lacking.first?.location ?? file.location else { continue }
      told.append(
        Diagnostic(
          .warning, "DSC03", "\(draft.name) \(lack(of: lacking, without: file)) does not exist",
          at: location,
          hint: making + (lacking.isEmpty ? "" : "; until then Compose takes an empty text"),
          environments: [draft.name]))
    }
    return told
  }

  private func lack(
    of lacking: [VariableReference], without file: FoundEnvironment.AwaitedFile
  ) -> String {
    guard let first = lacking.first else { return "is given the env file \(file.path), which" }
    let others = lacking.count - 1
    let more = others == 0 ? "" : " and \(others) more variable\(others == 1 ? "" : "s")"
    let them = others == 0 ? "it" : "them"
    return "lacks \(first.name)\(more), and the file \(file.path) that would set \(them)"
  }

  private func hint(
    toMake file: FoundEnvironment.AwaitedFile, setting unset: [VariableReference]
  ) -> String {
    let copies = file.samples.map {
      "cp \($0.shellWord.spelledOut) \(file.path.shellWord.spelledOut)"
    }
    if !copies.isEmpty { return "\(copies.joined(separator: ", or ")), and fill it in" }
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
