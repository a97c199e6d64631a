import Environments

/// Makes environments of all apps of a repository, each under a name of its own.
struct RepositoryFiles {
  let listing: RepositoryListing
  let apps: [AppFiles]
  var outlines: ComposeOutlines
  /// Apps that were left out, since each is merely a part of what the root runs.
  private var parts: [String] = []

  init(_ listing: RepositoryListing, read: @escaping @Sendable (String) -> SourceText) {
    self.listing = listing
    apps = AppFiles.apps(in: listing)
    outlines = ComposeOutlines(read: read)
  }

  mutating func environments() -> [Draft] {
    let included = included()
    var found: [(app: AppFiles, drafts: [Draft])] = []
    for app in apps {
      var search = EnvironmentSearch(app, outlines, parts: included)
      let drafts = search.run()
      outlines = search.outlines
      // `.env` files alone make environments of a whole repository, not of a part of it.
      let isWorthIt = app.path.isEmpty || drafts.contains { !$0.compose.isEmpty }
      if !drafts.isEmpty, isWorthIt { found.append((app, drafts)) }
    }
    if found.count > 1, found[0].app.path.isEmpty {
      let root = found[0]
      if root.drafts.allSatisfy(\.compose.isEmpty) {
        found.removeFirst()
      } else {
        parts = found.dropFirst().filter { $0.drafts.allSatisfy(\.isLone) }.map(\.app.folder)
        found = [root] + found.dropFirst().filter { !$0.drafts.allSatisfy(\.isLone) }
      }
    }
    return named(found)
  }

  private mutating func included() -> Set<String> {
    var included: Set<String> = []
    for candidate in apps.flatMap(\.compose) where candidate.name != .template {
      for part in outlines[candidate.path].includes { included.insert(part) }
    }
    return included
  }

  private func named(_ found: [(app: AppFiles, drafts: [Draft])]) -> [Draft] {
    var taken: Set<String> = []
    let isMany = found.count > 1
    return found.flatMap { app, drafts in
      let prefix = isMany && !app.path.isEmpty ? Self.short(app, among: found.map(\.app)) : ""
      return drafts.map { draft in
        var draft = draft
        let isNameless = prefix != "" && draft.isLone && drafts.count == 1
        let wanted = prefix.isEmpty ? draft.label : isNameless ? prefix : "\(prefix)-\(draft.label)"
        draft.name = EnvironmentName.unique(wanted, among: &taken)
        return draft
      }
    }
  }

  private static func short(_ app: AppFiles, among apps: [AppFiles]) -> String {
    let isAlone = apps.count { $0.path.last == app.path.last } == 1
    return isAlone ? app.path.last ?? "" : app.path.joined(separator: "-")
  }

  // MARK: What is told of the search

  mutating func diagnostics(of drafts: [Draft]) -> [Diagnostic] {
    var told: [Diagnostic] = []
    let isCut = outlines.isCut ? "more Compose files than are looked into" : nil
    if let cut = listing.cut ?? isCut {
      told.append(
        Diagnostic(
          .warning, "DSC02", "not every folder was searched for environments: \(cut)",
          hint: "go into the folder of an app, or name it with -C"))
    }
    for draft in drafts { told += missing(for: draft) }
    return told
  }

  /// A template that nobody has copied yet, where what it would set is not set.
  private mutating func missing(for draft: Draft) -> [Diagnostic] {
    let parts = draft.composePaths.flatMap { outlines.withParts($0) }
    let known = Set(outlines.variables(of: draft.env.map(\.path)).keys)
    let unset = parts.flatMap { $0.node?.references ?? [] }.filter {
      !$0.hasDefault && !known.contains($0.name)
    }
    guard !unset.isEmpty else { return [] }
    let templates = apps.flatMap(\.env).filter { $0.name.part == .template }
    return templates.compactMap { template in
      let copy = EnvironmentName.copy(of: template.path)
      let names = outlines.variables(of: template.path)
      guard copy != template.path, !outlines.exists(copy),
        let first = unset.first(where: { names[$0.name] != nil })
      else { return nil }
      return Diagnostic(
        .warning, "DSC03",
        "\(draft.name) lacks \(first.name), and the file \(copy) that would set it does not exist",
        at: first.location, hint: "cp \(template.path) \(copy), and fill it in",
        environments: [draft.name])
    }
  }

  /// The variables of an environment, by name.
  func variables(of draft: Draft) -> [String: EnvFile.Entry] {
    outlines.variables(of: draft.env.map(\.path))
  }
}

extension Draft {
  /// Says nothing of which environment it is.
  fileprivate var isLone: Bool { isPlain && word == nil }
}
