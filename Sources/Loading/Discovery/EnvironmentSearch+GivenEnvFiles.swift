import Environments

/// The env files that commands give to Compose with `--env-file`. Compose reads them in place of `.env`, and they are often
/// missing in a clone, because git ignores them.
extension EnvironmentSearch {
  /// Adds one environment for each `--env-file` that is named after an environment and given beside files that are named
  /// after none.
  mutating func addGivenEnvFiles() {
    for base in compose.sorted(by: Self.order) where base.word == nil {
      for list in commands.lists(with: base.path) where list.files.first == base.path {
        guard let word = word(of: list), !hasDraft(of: word.kind), isOfNoEnvironment(list.files)
        else { continue }
        if word.kind == .local, hasDraft(of: .development) || hasEnvFileOfDevelopment { continue }
        var draft = Draft(word)
        draft.compose = list.files.map { path in
          guard list.isByDefault else {
            return .init(path, "is given to Compose in \(list.location)", at: list.location)
          }
          let verb = path == base.path ? "read" : "added"
          return .init(path, "is \(verb) by Compose by default")
        }
        drafts.append(draft)
      }
    }
  }

  private func isOfNoEnvironment(_ files: [String]) -> Bool {
    files.allSatisfy { path in
      guard let file = compose.first(where: { $0.path == path }) else { return false }
      return file.word == nil || file.name == .override
    }
  }

  /// The environment that the env files of a list are named after; `nil` where they are for two, or for none.
  func word(of list: CommandList) -> EnvironmentWord? {
    let words = list.envFiles.compactMap { word(ofEnvFile: $0) }
    return Set(words.map(\.kind)).count == 1 ? words.last : nil
  }

  /// The environment that an env file is named after, whether or not the file is there.
  func word(ofEnvFile path: String) -> EnvironmentWord? { envFile(path).word }

  private func envFile(_ path: String) -> Candidate<EnvFileName> {
    app.env.first { $0.path == path } ?? Candidate(envFile: path)
  }

  /// The command whose env files are those of the environment: it gives the environment's own files to Compose. One whose
  /// env files are named after the environment goes first, one whose env files are named after another environment counts
  /// where nothing else does; `nil` where the commands disagree.
  func envFileList(of draft: Draft) -> CommandList? {
    guard let last = draft.composePaths.last else { return nil }
    let given = commands.lists(with: last).filter { list in
      list.files == draft.composePaths && !list.envFiles.isEmpty
    }
    var lists = given.filter { $0.envFiles.allSatisfy { mayBelong($0, to: draft) } }
    let isAlone = drafts.count { $0.composePaths == draft.composePaths } == 1
    if lists.isEmpty, isAlone, !draft.isPlain {
      lists = given.filter { $0.envFiles.allSatisfy { word(ofEnvFile: $0) != nil } }
    }
    if draft.word != nil, let named = lists.first(where: { word(of: $0) != nil }) { return named }
    guard let list = lists.first, lists.allSatisfy({ $0.envFiles == list.envFiles }) else {
      return nil
    }
    return list
  }

  /// Tells the `.env` that Compose would read without the command, where nothing else tells two environments apart.
  mutating func tellOwnEnvFile(of index: Int, besides list: CommandList) {
    let draft = drafts[index]
    let own = ".env".joined(to: draft.projectFolder.split(separator: "/")[...])
    guard draft.isPlain, draft.otherReading == nil, !list.envFiles.contains(own),
      !isOfAnother(own, than: draft.composePaths)
    else { return }
    let isMade =
      !commands.copies.copies(to: own).isEmpty
      || copiesByName().contains { $0.copy.path.isExactly(own) }
    guard isMade || outlines.exists(own) else { return }
    drafts[index].otherReading = "\(draft.composePaths.joined(separator: " ")) with \(own)"
  }

  /// Whether nothing in the name of an env file says that it is for something else.
  private func mayBelong(_ path: String, to draft: Draft) -> Bool {
    let file = envFile(path)
    switch file.name.part {
    case .template, .none: return false
    case .personal: return file.personalWord == nil || file.personalWord?.kind == draft.kind
    case .environment, .shared, .unnamed: return file.word == nil || file.word?.kind == draft.kind
    }
  }

  /// What is told of env files that a command gives although they are named after another environment.
  private func namesOfOthers(in list: CommandList, for kind: EnvironmentWord.Kind?) -> [String] {
    list.envFiles.compactMap { path in
      guard let word = word(ofEnvFile: path), word.kind != kind else { return nil }
      return "\(path) is named after \(word.text), and \(list.location) gives it"
    }
  }

  /// Takes the env files of a command. Those that are missing are declared, so that they count as soon as they are there.
  mutating func take(_ list: CommandList, for index: Int) {
    drafts[index].notes += namesOfOthers(in: list, for: drafts[index].kind)
    var awaited: [FoundEnvironment.AwaitedFile] = []
    for path in list.envFiles {
      guard !outlines.exists(path) else {
        drafts[index].env.append(
          .init(path, "is given to Compose in \(list.location)", at: list.location))
        continue
      }
      let sample =
        copies(to: path, for: drafts[index]).first?.sample
        ?? MissingFile.samples(of: path, for: word(ofEnvFile: path)?.text)
        .first(where: outlines.exists)
      awaited.append(.init(path, sample: sample, at: list.location))
      drafts[index].notes.append("\(path) is given to Compose in \(list.location), and is missing")
    }
    drafts[index].awaited = awaited
    if !awaited.isEmpty { drafts[index].declaredEnv = list.envFiles }
  }
}

extension Candidate<EnvFileName> {
  /// An env file that is named somewhere and not among the files of the repository.
  init(envFile path: String) {
    let folders = path.split(separator: "/").dropLast().map(String.init)
    var name = EnvFileName(path.split(separator: "/").last.map(String.init) ?? "")
    if name.part == .none, folders.contains(".envs") { name.part = .unnamed }
    self.init(
      path: path, folder: folders.joined(separator: "/"), name: name,
      folderNames: FolderNames(folders: folders, siblings: [:]))
  }
}
