import Environments

/// What the names of files, and a outline into them, say of a repository's environments.
package struct Discovery: Hashable, Sendable {
  /// Development first, production last; within a tier by name.
  package var environments: [FoundEnvironment] = []
  /// What the operator should know of the search itself.
  package var diagnostics: [Diagnostic] = []

  /// More than these are not shown: they are no environments of one repository.
  package static let environmentsMax = 60
  /// More Compose files than these are not looked into.
  static let filesMax = 400

  package init() {}

  /// Finds them. Pure but for what `read` reads, which is never more than the files that are listed and those that
  /// they include.
  package init(of listing: RepositoryListing, read: @escaping @Sendable (String) -> SourceText) {
    var repository = RepositoryFiles(listing, read: read)
    var found = repository.environments()
    ProjectNames(folder: listing.folder).name(&found, repository.variables)
    diagnostics = repository.diagnostics(of: found)
    environments = found.map(\.environment).sorted {
      ($0.tier.order, $0.name) < ($1.tier.order, $1.name)
    }
    if environments.count > Self.environmentsMax {
      diagnostics.append(Self.tooMany(environments.count))
      environments.removeSubrange(Self.environmentsMax...)
    }
  }

  private static func tooMany(_ count: Int) -> Diagnostic {
    Diagnostic(
      .warning, "DSC02",
      "\(count) environments were found, and the first \(environmentsMax) are shown",
      hint: "go into the folder of an app, or name it with -C")
  }
}

/// The names of the files of a repository that may say what environments there are. Nothing was read yet.
package struct RepositoryListing: Hashable, Sendable {
  /// Relative to the root, those nearest to it first.
  package var paths: [String]
  /// The name of the root's folder, of which Compose makes a project's name.
  package var folder: String
  /// Why there may be more files than these; `nil` when these are all.
  package var cut: String?

  package init(paths: [String], folder: String, cut: String? = nil) {
    self.paths = paths.sorted { left, right in
      let depths = [left, right].map { $0.utf8.count { $0 == UInt8(ascii: "/") } }
      return (depths[0], left) < (depths[1], right)
    }
    self.folder = folder
    self.cut = cut
  }

  /// Whether a file of this name, in a folder of that one, is worth listing.
  package static func mayMatter(_ name: String, in folder: String) -> Bool {
    if name.hasSuffix(".yml") || name.hasSuffix(".yaml") { return true }
    return EnvFileName(name).isEnvFile || folder.split(separator: "/").contains(".envs")
  }

  /// Folders that hold what others wrote or what was built; nobody keeps environments there.
  package static func skips(folder name: String, in parent: String) -> Bool {
    if parent.split(separator: "/").contains(".envs") { return false }
    if name.hasPrefix(".") { return !hiddenFolders.contains(name) }
    return skippedFolders.contains(name.lowercased())
  }

  private static let hiddenFolders: Set<String> = [".envs", ".env", ".docker", ".deploy"]
  private static let skippedFolders: Set<String> = [
    "node_modules", "bower_components", "vendor", "third_party", "pods", "venv", "virtualenv",
    "site-packages", "__pycache__", "target", "dist", "coverage",
  ]
}

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
