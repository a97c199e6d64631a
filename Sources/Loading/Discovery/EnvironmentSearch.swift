import Environments

/// Finds the environments among the files of one app.
struct EnvironmentSearch {
  let app: AppFiles
  var outlines: ComposeOutlines
  var drafts: [Draft] = []
  /// The Compose files among the candidates.
  let compose: [Candidate<ComposeFileName>]
  /// The Compose files whose names hold no known environment.
  let unknown: [Candidate<ComposeFileName>]
  /// The Compose files that a generator has to fill in first, each with its first placeholder.
  let templates: [(path: String, placeholder: Location)]
  /// What commands in the repository give to Compose.
  let commands: RepositoryCommands
  /// The files that belong to no environment.
  var unused: [LeftOut.File] = []

  /// - Parameter parts: files that other files include, which are no environments by themselves.
  init(
    _ app: AppFiles, _ outlines: ComposeOutlines, parts: Set<String>, commands: RepositoryCommands
  ) {
    self.commands = commands
    var outlines = outlines
    self.app = app.knowing(commands.copies)
    let usual = app.compose.filter { $0.name != .template }
    templates = usual.filter { $0.isMarked || $0.isOfUnknownName }.compactMap { candidate in
      outlines[candidate.path].placeholder.map { (candidate.path, $0) }
    }
    unknown = usual.filter {
      let outline = outlines[$0.path]
      return $0.isOfUnknownName && outline.isCompose && outline.placeholder == nil
        && !parts.contains($0.path)
    }
    compose = usual.filter { candidate in
      let outline = outlines[candidate.path]
      if candidate.isOfUnknownName || outline.placeholder != nil { return false }
      if candidate.name == .main, parts.contains(candidate.path) { return false }
      return candidate.isMarked
        ? outline.node == nil || outline.node?.mapping != nil : outline.isCompose
    }
    self.outlines = outlines
  }

  /// The file that Compose reads by default, nearest to the app's folder.
  var main: Candidate<ComposeFileName>? { first { $0.isMain } }

  var override: Candidate<ComposeFileName>? {
    first { $0.name == .override && $0.folder == main?.folder }
  }

  mutating func run() -> [Draft] {
    addNamedFiles()
    addUnknown()
    addProfiles()
    addGivenEnvFiles()
    addEnvFiles()
    addPlain()
    for index in drafts.indices {
      chooseEnvFiles(for: index)
      drafts[index].declaredProject =
        drafts[index].composePaths.compactMap { outlines[$0].project }.last
      chooseProject(for: index)
      drafts[index].strays = strays(in: drafts[index]) + borrowed(by: drafts[index])
      drafts[index].hintOfProduction = hintOfProduction(in: drafts[index])
    }
    tellUnused()
    return drafts
  }

  func first(where fits: (Candidate<ComposeFileName>) -> Bool) -> Candidate<ComposeFileName>? {
    compose.filter(fits).min { Self.order($0, $1) }
  }

  static func order(
    _ left: Candidate<ComposeFileName>, _ right: Candidate<ComposeFileName>
  ) -> Bool {
    func rank(_ candidate: Candidate<ComposeFileName>) -> (Int, Int, Int, String) {
      (
        candidate.isMarked ? 0 : 1, candidate.depth, ComposeFileName.rank(String(candidate.file)),
        candidate.path
      )
    }
    return rank(left) < rank(right)
  }
}

/// An environment while it is being found.
struct Draft: Hashable, Sendable {
  var word: EnvironmentWord?
  /// The name within the app.
  var label: String
  var compose: [FoundEnvironment.Choice] = []
  var env: [FoundEnvironment.Choice] = []
  /// The env files that are still to be made.
  var awaited: [FoundEnvironment.AwaitedFile] = []
  /// The variables that such a file would set, with the way to make it.
  var lacks: [ExactText: String] = [:]
  /// The env files for a declaration, where one of them is still to be made.
  var declaredEnv: [String]?
  var profiles: [String] = []
  /// The variables whose values are not its own.
  var strays: [Stray] = []
  /// What hints at production where nothing says the tier.
  var hintOfProduction: String?
  var notes: [String] = []
  var evidence: [Evidence] = []
  var otherReading: String?
  /// Whether a plain `docker compose` command in the folder uses these files.
  var isPlain = false
  /// Whether only the words of people name the environment, and no name of a file.
  var isTold = false
  /// The tier that such words name, where another environment has their name.
  var toldTier: Tier?
  /// The `name:` of the files as written.
  var declaredProject: String?
  /// The name that commands give to its project.
  var givenProject: String?
  /// The unique name; empty until it is assigned.
  var name = ""
  var project = ""

  init(_ word: EnvironmentWord?, label: String) {
    self.word = word
    self.label = label
  }

  init(_ word: EnvironmentWord) { self.init(word, label: word.text) }

  var kind: EnvironmentWord.Kind? { word?.kind }
  /// `nil` when the name does not tell it.
  var tier: Tier? { word?.kind.tier ?? toldTier }
  var composePaths: [String] { compose.map(\.path) }

  /// The folder to which Compose resolves relative paths.
  var projectFolder: String {
    (composePaths.first ?? "").split(separator: "/").dropLast().joined(separator: "/")
  }

  var environment: FoundEnvironment {
    var found = FoundEnvironment(
      name: name, tier: tier, project: project, composeFiles: compose, envFiles: env,
      profiles: profiles, notes: notes)
    found.declaredEnvFiles = declaredEnv
    found.awaited = awaited
    found.hintOfProduction = hintOfProduction
    found.evidence = evidence
    found.otherReading = otherReading
    found.lacks = lacks
    return found
  }
}

extension EnvironmentSearch {
  /// Adds one environment, of the files that Compose reads by default, for each profile named after an environment.
  mutating func addProfiles() {
    guard let main else { return }
    let files = [main.path] + [override?.path].compactMap(\.self)
    for profile in files.flatMap({ outlines[$0].profiles }) {
      guard let word = EnvironmentWord(profile) else { continue }
      if let index = drafts.firstIndex(where: { $0.kind == word.kind }) {
        if !drafts[index].profiles.contains(profile) { drafts[index].profiles.append(profile) }
        continue
      }
      var draft = Draft(word)
      draft.compose = [.init(main.path, "has a profile named \(profile)")]
      if let override {
        draft.compose.append(.init(override.path, "is added by Compose by default"))
      }
      draft.profiles = [profile]
      drafts.append(draft)
    }
  }
}

extension AppFiles {
  /// The same files; `.env.default` is a sample where a command copies it.
  fileprivate func knowing(_ copies: EnvFileCopies) -> AppFiles {
    var app = self
    for index in app.env.indices where app.env[index].isShared && app.env[index].file != ".env" {
      if copies.claims(app.env[index].path) { app.env[index].name.part = .template }
    }
    return app
  }
}
