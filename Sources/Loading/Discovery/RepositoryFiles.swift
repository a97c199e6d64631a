import Environments

/// Finds the environments of all apps of a repository and gives each a unique name.
struct RepositoryFiles {
  let listing: RepositoryListing
  let apps: [AppFiles]
  var outlines: ComposeOutlines
  private(set) var leftOut = LeftOut()
  private let read: @Sendable (String) -> SourceText

  /// What was found in the files of one app.
  struct Found {
    var app: AppFiles
    var drafts: [Draft]

    /// Whether nothing names an environment.
    var isLone: Bool { drafts.allSatisfy(\.isLone) }
  }

  init(_ listing: RepositoryListing, read: @escaping @Sendable (String) -> SourceText) {
    self.listing = listing
    self.read = read
    let sorted = AppFiles.apps(in: listing)
    apps = sorted.apps
    outlines = ComposeOutlines(read: read)
    for (folder, count) in sorted.aside.sorted(by: { $0.key.path < $1.key.path }) {
      let files = count == 1 ? "one Compose file" : "\(count) Compose files"
      leftOut.files.append(
        .init("\(folder.path)/", "\(files) in a folder of \(folder.purpose.rawValue)"))
    }
  }

  mutating func environments() -> [Draft] {
    let included = included()
    let usages = usages()
    let found = CommandFiles.commands(in: listing, read: read)
    let commands = RepositoryCommands(
      found.compose + usages, known: Set(apps.flatMap(\.compose).map(\.path)),
      copies: EnvFileCopies(found.copies, exists: outlines.exists))
    leftOut.unread = commands.unread
    var all: [Found] = []
    var unused: [LeftOut.File] = []
    for app in apps {
      var search = EnvironmentSearch(app, outlines, parts: included, commands: commands)
      let drafts = search.run()
      outlines = search.outlines
      unused += search.unused
      // `.env` files without Compose files make environments only at the root.
      let isWorthIt = app.path.isEmpty || drafts.contains { !$0.compose.isEmpty }
      if !drafts.isEmpty, isWorthIt { all.append(Found(app: app, drafts: drafts)) }
    }
    leftOut.files = unused + leftOut.files
    return named(environments(among: all))
  }

  /// The most environments of several apps that stand side by side; more are compared by nobody.
  private static let columnsMax = 12

  /// The apps whose environments are shown: those of one system, unless they are too many. The others are a list to choose
  /// from.
  private mutating func environments(among all: [Found]) -> [Found] {
    let found = ofOneSystem(among: all)
    let shown = found.first?.app.path.isEmpty == true ? 1 : 0
    guard found.count - shown > 1, found.map(\.drafts.count).reduce(0, +) > Self.columnsMax else {
      return found
    }
    choose(Array(found[shown...]))
    return Array(found[..<shown])
  }

  private mutating func ofOneSystem(among all: [Found]) -> [Found] {
    var found = all
    if found.count > 1, found[0].app.path.isEmpty, found[0].drafts.allSatisfy(\.compose.isEmpty) {
      found.removeFirst()
    }
    guard found.count > 1 else { return found }
    if found[0].app.path.isEmpty {
      let rest = found.dropFirst()
      choose(rest.filter(\.isLone))
      return [found[0]] + rest.filter { !$0.isLone }
    }
    let lone = found.filter(\.isLone)
    let ofEnvironments = found.count - lone.count
    // A sample among many may show several environments; the others are no environments beside it.
    if ofEnvironments * 4 < found.count {
      choose(found)
      return []
    }
    guard lone.count > ofEnvironments else { return found }
    choose(lone)
    return found.filter { !$0.isLone }
  }

  private mutating func choose(_ apps: [Found]) { leftOut.apps += apps.map(\.app.folder) }

  private mutating func included() -> Set<String> {
    var included: Set<String> = []
    for candidate in apps.flatMap(\.compose) where candidate.name != .template {
      for part in outlines[candidate.path].includes { included.insert(part) }
    }
    return included
  }

  /// The commands in the comments at the heads of Compose files.
  private mutating func usages() -> [ComposeCommand] {
    var usages: [ComposeCommand] = []
    for candidate in apps.flatMap(\.compose) where candidate.name != .template {
      usages += outlines[candidate.path].usages
    }
    return usages
  }

  private func named(_ found: [Found]) -> [Draft] {
    var taken: Set<String> = []
    let apps = found.map(\.app)
    return found.flatMap { found in
      let app = found.app
      let prefix = apps.count > 1 && !app.path.isEmpty ? Self.short(app, among: apps) : ""
      return found.drafts.map { draft in
        var draft = draft
        let isNameless = prefix != "" && draft.isLone && found.drafts.count == 1
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
}

extension Draft {
  /// Whether nothing names an environment.
  fileprivate var isLone: Bool { isPlain && (word == nil || isTold) }
}
