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
          hint: "choose one: triptych -C \(first); triptych list names them all"))
    }
    for draft in drafts { told += missing(for: draft) }
    return told
  }

  /// Reports templates that were not copied yet, when the variables that they set are missing.
  private mutating func missing(for draft: Draft) -> [Diagnostic] {
    let parts = draft.composePaths.flatMap { outlines.withParts($0) }
    let known = Set(outlines.variables(of: draft.env.map(\.path)).keys)
    let unset = parts.flatMap { $0.node?.references ?? [] }.filter {
      !$0.hasDefault && !known.contains(text: $0.name)
    }
    guard !unset.isEmpty else { return [] }
    return draft.uncopied.compactMap { copy in
      let names = outlines.variables(of: copy.template)
      guard let first = unset.first(where: { names[$0.name] != nil }) else { return nil }
      return Diagnostic(
        .warning, "DSC03",
        "\(draft.name) lacks \(first.name), and the file \(copy.path) that would set it does not exist",
        at: first.location, hint: "cp \(copy.template) \(copy.path), and fill it in",
        environments: [draft.name])
    }
  }

  /// The variables of an environment, by name.
  func variables(of draft: Draft) -> [ExactText: EnvFile.Entry] {
    outlines.variables(of: draft.env.map(\.path))
  }
}
