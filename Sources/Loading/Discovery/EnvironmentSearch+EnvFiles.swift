import Environments

extension EnvironmentSearch {
  /// Adds one environment for each `.env` file that is named after an environment without a Compose file of its own.
  mutating func addEnvFiles() {
    let base = main ?? first { $0.isShared && $0.isMarked }
    guard base != nil || compose.isEmpty else { return }
    let ofContainers = Set(base.map { outlines[$0.path].envFiles } ?? [])
    for candidate in app.env where !ofContainers.contains(candidate.path) {
      guard let word = candidate.word, !drafts.contains(where: { $0.kind == word.kind }) else {
        continue
      }
      // Beside `.env.dev`, `.env.local` is a personal file.
      let hasDevelopment = (drafts.map(\.word) + app.env.map(\.word)).contains {
        $0?.kind == .development
      }
      if word.kind == .local, hasDevelopment { continue }
      var draft = Draft(word)
      if let base {
        draft.compose = [.init(base.path, "is read by Compose by default")]
        if let override, main != nil {
          draft.notes.append(
            "\(override.path) is left out: \(candidate.path) is a separate environment")
        }
      }
      drafts.append(draft)
    }
  }

  /// Chooses the `.env` files for interpolation: the shared ones first, then the environment's own. A file that is an
  /// `env_file` of a container counts only when it sets a variable that the Compose files use.
  mutating func chooseEnvFiles(for index: Int) {
    let draft = drafts[index]
    let parts = draft.composePaths.flatMap { outlines.withParts($0) }
    let used = Set(parts.flatMap(\.neededVariables).map { ExactText($0) })
    let ofContainers = Set(parts.flatMap(\.envFiles))
    var known: Set<ExactText> = []
    for file in envFiles(of: draft, among: app.env) {
      let names = Set(outlines.variables(of: file.path).keys)
      // Compose always reads `.env`.
      let isRead = file.isShared && file.file == ".env"
      if !isRead, ofContainers.contains(file.path),
        names.isDisjoint(with: used.subtracting(known))
      {
        continue
      }
      drafts[index].env.append(.init(file.path, reason(for: file, of: draft)))
      known.formUnion(names)
    }
    adoptProfiles(of: index)
    awaitCopies(for: index, setting: used.subtracting(known))
  }

  /// Finds the env files that are still to be copied from a template, where they set what is missing. A declaration names
  /// them, so that they count as soon as they are there.
  private mutating func awaitCopies(for index: Int, setting missing: Set<ExactText>) {
    let draft = drafts[index]
    let copies = app.env.compactMap { template -> Candidate<EnvFileName>? in
      let path = EnvironmentName.copy(of: template.path)
      guard template.name.part == .template, path != template.path, !outlines.exists(path),
        !missing.isDisjoint(with: outlines.variables(of: template.path).keys)
      else { return nil }
      var copy = template
      copy.path = path
      copy.name = EnvFileName(String(copy.file))
      return copy
    }
    let chosen = draft.env.map(\.path)
    let all = envFiles(of: draft, among: app.env + copies).map(\.path).filter { path in
      chosen.contains(path) || copies.contains { $0.path == path }
    }
    // Compose reads the `.env` beside its first file by itself, and so it is read where it is not declared.
    let own = ".env".joined(to: draft.projectFolder.split(separator: "/")[...])
    guard all.count > chosen.count, chosen.allSatisfy(all.contains), all != [own] else { return }
    drafts[index].declaredEnv = all
  }

  /// The shared files first, then the environment's own.
  private func envFiles(
    of draft: Draft, among files: [Candidate<EnvFileName>]
  ) -> [Candidate<EnvFileName>] {
    sharedEnvFiles(of: draft, among: files) + ownEnvFiles(of: draft, among: files)
  }

  private func reason(for file: Candidate<EnvFileName>, of draft: Draft) -> String {
    if file.isShared { return "holds for all environments" }
    if case .environment = file.name.part { return "is named after \(draft.label)" }
    return "lies in a folder of \(draft.label)"
  }

  private func sharedEnvFiles(
    of draft: Draft, among files: [Candidate<EnvFileName>]
  ) -> [Candidate<EnvFileName>] {
    let shared = files.filter(\.isShared)
    let plain = shared.filter { $0.file == ".env" }
    // Compose reads the `.env` beside its first file.
    let beside =
      plain.first { $0.folder == draft.projectFolder } ?? plain.first { $0.depth == app.path.count }
    return shared.filter { $0.file != ".env" } + [beside].compactMap(\.self)
  }

  private func ownEnvFiles(
    of draft: Draft, among files: [Candidate<EnvFileName>]
  ) -> [Candidate<EnvFileName>] {
    guard let kind = draft.kind else { return [] }
    return files.filter { $0.word?.kind == kind }.sorted {
      ($0.depth, $0.path) < ($1.depth, $1.path)
    }
  }

  /// Uses `COMPOSE_PROFILES` of a `.env` file when no profile is requested, like Compose.
  private mutating func adoptProfiles(of index: Int) {
    let variables = outlines.variables(of: drafts[index].env.map(\.path))
    guard drafts[index].profiles.isEmpty, let entry = variables["COMPOSE_PROFILES"] else { return }
    var names = entry.value.revealed.split(separator: ",").map { $0.filter { $0 != " " } }
    if names == ["*"] { names = drafts[index].composePaths.flatMap { outlines[$0].profiles } }
    drafts[index].profiles = names.filter { !$0.isEmpty }
    if !names.isEmpty {
      drafts[index].notes.append("COMPOSE_PROFILES in \(entry.location) sets its profiles")
    }
  }
}
