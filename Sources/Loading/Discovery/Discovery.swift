import Environments

/// The environments of a repository, found by the names of files and by outlines of their content.
package struct Discovery: Hashable, Sendable {
  /// Development first, production last; within a tier by name.
  package var environments: [FoundEnvironment] = []
  /// The problems of the search itself.
  package var diagnostics: [Diagnostic] = []

  /// The limit of shown environments; no repository has that many.
  package static let environmentsMax = 60
  /// The limit of Compose files that are read.
  static let filesMax = 400

  package init() {}

  /// Finds the environments. `read` is called only for the listed files and the files that they include.
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
      hint: "run triptych in the folder of one app, or pass the folder with -C")
  }
}

/// The names of the files of a repository that may belong to environments. Their content is not read yet.
package struct RepositoryListing: Hashable, Sendable {
  /// Relative to the root, sorted by depth.
  package var paths: [String]
  /// The name of the root folder, from which Compose derives the project's name.
  package var folder: String
  /// The reason why the listing is incomplete; `nil` when it is complete.
  package var cut: String?

  package init(paths: [String], folder: String, cut: String? = nil) {
    self.paths = paths.sorted { left, right in
      let depths = [left, right].map { $0.utf8.count { $0 == UInt8(ascii: "/") } }
      return (depths[0], left) < (depths[1], right)
    }
    self.folder = folder
    self.cut = cut
  }

  /// Whether a file with this name in this folder is listed.
  package static func mayMatter(_ name: String, in folder: String) -> Bool {
    if name.hasSuffix(".yml") || name.hasSuffix(".yaml") { return true }
    return EnvFileName(name).isEnvFile || folder.split(separator: "/").contains(".envs")
  }

  /// Whether a folder is skipped because it contains dependencies or build products.
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

/// Finds the environments of all apps of a repository and gives each a unique name.
struct RepositoryFiles {
  let listing: RepositoryListing
  let apps: [AppFiles]
  var outlines: ComposeOutlines
  /// The apps that were left out because each is only a part of the root's stack.
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
      // `.env` files without Compose files make environments only at the root.
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

  // MARK: Problems

  mutating func diagnostics(of drafts: [Draft]) -> [Diagnostic] {
    var told: [Diagnostic] = []
    let isCut = outlines.isCut ? "there are more Compose files than triptych reads" : nil
    if let cut = listing.cut ?? isCut {
      told.append(
        Diagnostic(
          .warning, "DSC02", "not every folder was searched for environments: \(cut)",
          hint: "run triptych in the folder of one app, or pass the folder with -C"))
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
  func variables(of draft: Draft) -> [ExactText: EnvFile.Entry] {
    outlines.variables(of: draft.env.map(\.path))
  }
}

extension Draft {
  /// Whether nothing names an environment.
  fileprivate var isLone: Bool { isPlain && word == nil }
}
