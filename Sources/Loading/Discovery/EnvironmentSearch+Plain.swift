import Environments

extension EnvironmentSearch {
  /// Adds the environment of a plain `docker compose` command, when it differs from the others.
  mutating func addPlain() {
    guard let files = plainFiles() else { return }
    let paths = files.map(\.path)
    if let index = drafts.firstIndex(where: { $0.composePaths == paths }) {
      guard drafts.count(where: { $0.composePaths == paths }) == 1 else { return }
      if let told = toldBeside(drafts[index], files) { return addTold(told, files) }
      drafts[index].isPlain = true
      return
    }
    guard let word = plainWord(files) else { return }
    if word.isTold { return addTold(word, files) }
    if let kind = word.word?.kind, let index = drafts.firstIndex(where: { $0.kind == kind }) {
      // The choice of a `.env` file takes precedence over names.
      if Self.areChosen(files) {
        drafts[index].compose = files
        drafts[index].isPlain = true
      }
      return
    }
    var draft = Draft(word.word, label: word.word?.text ?? "default")
    draft.compose = files
    draft.notes = [word.reason]
    draft.isPlain = true
    drafts.append(draft)
  }

  /// What the words around commands without options say, where they name an environment of another tier than the only one
  /// with these files: a command gives it an env file, and Compose reads `.env` for the other one.
  private mutating func toldBeside(
    _ draft: Draft, _ files: [FoundEnvironment.Choice]
  ) -> PlainWord? {
    guard let tier = draft.tier, let main, !commands.told(of: main.path).isEmpty,
      envFileList(of: draft).flatMap(word(of:)) != nil
    else { return nil }
    let told = toldWord(files)
    guard told.isTold, let word = told.word, word.kind.tier != tier else { return nil }
    return told
  }

  /// Adds the environment that people name in words, by that name where no other has it.
  private mutating func addTold(_ told: PlainWord, _ files: [FoundEnvironment.Choice]) {
    guard let word = told.word else { return }
    let isTaken = hasDraft(of: word.kind)
    var draft = Draft(isTaken ? nil : word, label: isTaken ? "default" : word.text)
    draft.toldTier = word.kind.tier
    draft.compose = files
    draft.notes = [told.reason]
    draft.isPlain = true
    draft.isTold = true
    drafts.append(draft)
  }

  /// The files of `COMPOSE_FILE` in the folder's `.env` file, or else the main file and its override.
  private mutating func plainFiles() -> [FoundEnvironment.Choice]? {
    let folder = main?.folder ?? app.folder
    if let chosen = chosenFiles(in: folder) { return chosen }
    guard let main else { return nil }
    var files = [FoundEnvironment.Choice(main.path, "is read by Compose by default")]
    if let override { files.append(.init(override.path, "is added by Compose by default")) }
    return files
  }

  func chosenFiles(in folder: String) -> [FoundEnvironment.Choice]? {
    let path = folder.isEmpty ? ".env" : "\(folder)/.env"
    let variables = outlines.variables(of: path)
    guard let entry = variables["COMPOSE_FILE"], !entry.value.revealed.isEmpty else { return nil }
    let separator = variables["COMPOSE_PATH_SEPARATOR"]?.value.revealed.first ?? ":"
    let names = entry.value.revealed.split(separator: separator).map(String.init)
    return names.map { name in
      let file = name.hasPrefix("/") ? name : name.joined(to: folder.split(separator: "/")[...])
      return .init(file, "is named by COMPOSE_FILE in \(entry.location)", at: entry.location)
    }
  }

  /// Whether `COMPOSE_FILE` names the files.
  private static func areChosen(_ files: [FoundEnvironment.Choice]) -> Bool {
    files.contains { $0.location.file != $0.path }
  }

  /// `nil` when the files are only the base of other environments.
  private mutating func plainWord(
    _ files: [FoundEnvironment.Choice]
  ) -> PlainWord? {
    if let said = saidWord(files) { return PlainWord(word: said.word, reason: said.reason) }
    let kinds = drafts.compactMap(\.kind)
    let hasDevelopment = kinds.contains(.development) || kinds.contains(.local)
    let isOverridden = files.contains { $0.path == override?.path }
    if isOverridden {
      guard !hasDevelopment else { return nil }
      return PlainWord(
        word: EnvironmentWord("dev"),
        reason: "Compose's override is for development by Docker's convention")
    }
    if drafts.isEmpty || Self.areChosen(files) {
      return toldWord(files)
    }
    guard variableThatPicks() == nil, let main, outlines[main.path].isComplete,
      drafts.allSatisfy({ $0.composePaths != [main.path] })
    else { return nil }
    guard hasDevelopment, kinds.contains(.production) else {
      return toldWord(files)
    }
    // Beside development and production the file is only what they have in common, unless it holds more.
    return service(onlyIn: main).map { PlainWord(reason: "no other environment has \($0)") }
  }

  /// A service of the file that no environment beside it has.
  private mutating func service(onlyIn main: Candidate<ComposeFileName>) -> String? {
    let paths = drafts.flatMap(\.composePaths)
    guard compose.contains(where: { $0.folder == main.folder && paths.contains($0.path) }) else {
      return nil
    }
    let others = paths.reduce(into: Set<String>()) { $0.formUnion(outlines.services(of: $1)) }
    return outlines.withParts(main.path).flatMap(\.serviceNames).first { !others.contains($0) }
  }

  /// The environment that `COMPOSE_FILE`, `env_file` or a variable such as `APP_ENV` names.
  private mutating func saidWord(
    _ files: [FoundEnvironment.Choice]
  ) -> (word: EnvironmentWord?, reason: String)? {
    for file in files.reversed() {
      let name = String(file.path.split(separator: "/").last ?? "")
      if case .environment(let word, _) = ComposeFileName(name) {
        return (word, "\(file.path) is named after \(word.text)")
      }
    }
    // The file is often missing in a clone, because git ignores it.
    let words = files.flatMap { outlines[$0.path].envFiles }.compactMap(word(ofEnvFile:))
    if let word = words.first, Set(words.map(\.kind)).count == 1 {
      return (word, "its env_file is named after \(word.text)")
    }
    let folder = main?.folder ?? app.folder
    let envFile = folder.isEmpty ? ".env" : "\(folder)/.env"
    guard !isOfAnother(envFile, than: files.map(\.path)) else { return nil }
    let variables = outlines.variables(of: envFile)
    for name in Self.variables {
      if let entry = variables[name], let word = EnvironmentWord(entry.value.revealed) {
        return (word, "\(name) in \(entry.location) names the environment")
      }
    }
    return nil
  }
}

/// The environment of a plain `docker compose` command.
struct PlainWord {
  /// `nil` where nothing names it.
  var word: EnvironmentWord?
  var reason: String
  /// Whether only the words of people name it.
  var isTold = false
}
