import Environments

extension EnvironmentSearch {
  /// Adds one environment for each `.env` file that is named after an environment without a Compose file of its own, where
  /// the file changes what Compose makes of the base.
  mutating func addEnvFiles() {
    let base = main ?? first { $0.isShared && $0.isMarked }
    guard base != nil || compose.isEmpty && templates.isEmpty else { return }
    let parts = [base?.path, override?.path].compactMap(\.self).flatMap { outlines.withParts($0) }
    let used = EnvFileUses(parts)
    let ofContainers = Set(parts.flatMap(\.envFiles))
    var idle: [Candidate<EnvFileName>] = []
    for candidate in app.env where !ofContainers.contains(candidate.path) {
      guard let word = candidate.word, !hasDraft(of: word.kind) else { continue }
      // Beside `.env.dev`, `.env.local` is a personal file.
      if word.kind == .local, hasDraft(of: .development) || hasEnvFileOfDevelopment { continue }
      guard base == nil || used.matter(candidate.path, outlines.variables(of: candidate.path))
      else {
        idle.append(candidate)
        continue
      }
      var draft = Draft(word)
      if let base {
        draft.compose = [.init(base.path, "is read by Compose by default")]
        if let override, main != nil, [.development, .local].contains(word.kind) {
          draft.compose.append(.init(override.path, "is added by Compose by default"))
        } else if let override, main != nil {
          draft.notes.append(
            "\(override.path) is left out: \(candidate.path) is a separate environment")
        }
      }
      drafts.append(draft)
    }
    for candidate in idle {
      if let kind = candidate.word?.kind, hasDraft(of: kind) { continue }
      tell(
        candidate.path, "it sets no variable that Compose interpolates, and no env_file names it")
    }
  }

  var hasEnvFileOfDevelopment: Bool {
    for candidate in app.env where candidate.word?.kind == .development { return true }
    return false
  }

  // A part of its callers, the optimizer of Swift 6.3 would end on it.
  @inline(never)
  func hasDraft(of kind: EnvironmentWord.Kind) -> Bool {
    for draft in drafts where draft.word?.kind == kind { return true }
    return false
  }

  /// Chooses the `.env` files for interpolation: the shared ones first, then the environment's own. A file that is an
  /// `env_file` of a container counts only when it sets a variable that the Compose files use.
  mutating func chooseEnvFiles(for index: Int) {
    let draft = drafts[index]
    if let list = envFileList(of: draft) {
      take(list, for: index)
      tellOwnEnvFile(of: index, besides: list)
      return adoptProfiles(of: index)
    }
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
      let other = claim(on: file, besides: draft)
      drafts[index].env.append(.init(file.path, other?.reason ?? reason(for: file, of: draft)))
      known.formUnion(names)
    }
    adoptProfiles(of: index)
    awaitCopies(for: index, setting: used.union(usedAlike(draft, parts)).subtracting(known))
  }

  /// The variables that the files interpolate with a default, and a variant of the same environment without one: the
  /// template of one is that of the other.
  private mutating func usedAlike(_ draft: Draft, _ parts: [ComposeOutline]) -> Set<ExactText> {
    guard let kind = draft.kind, drafts.count(where: { $0.kind == kind }) > 1 else { return [] }
    let own = Set(parts.flatMap { $0.node?.references ?? [] }.map { ExactText($0.name) })
    let paths = drafts.filter { $0.kind == kind }.flatMap(\.composePaths)
    let others = paths.flatMap { outlines.withParts($0) }.flatMap(\.neededVariables)
    return own.intersection(others.map { ExactText($0) })
  }

  /// The shared files first, then the environment's own.
  func envFiles(
    of draft: Draft, among files: [Candidate<EnvFileName>]
  ) -> [Candidate<EnvFileName>] {
    sharedEnvFiles(of: draft, among: files) + ownEnvFiles(of: draft, among: files)
  }

  private func reason(for file: Candidate<EnvFileName>, of draft: Draft) -> String {
    if file.isShared { return "holds for all environments" }
    if case .environment = file.name.part { return "is named after \(draft.label)" }
    if file.isNamed(draft.label) { return "is named after \(draft.label)" }
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
    // Compose reads none of them by itself, and words around a command name none.
    if draft.isTold { return [] }
    guard let kind = draft.kind else { return files.filter { $0.isNamed(draft.label) } }
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

/// What the Compose files of an environment make of env files.
private struct EnvFileUses {
  /// The variables that values interpolate, with and without a default.
  private let variables: Set<ExactText>
  /// The paths of `env_file` that interpolate, such as `.env.${STAGE}`.
  private let patterns: [PathPattern]

  init(_ files: [ComposeOutline]) {
    let names = files.flatMap { $0.node?.references ?? [] }.map { ExactText($0.name) }
    variables = Set(names + ["COMPOSE_PROJECT_NAME", "COMPOSE_PROFILES", "COMPOSE_FILE"])
    patterns = files.flatMap(\.envFiles).filter { $0.contains("$") }.map { PathPattern($0) }
  }

  /// Whether the file changes what Compose makes of them.
  func matter(_ path: String, _ entries: [ExactText: EnvFile.Entry]) -> Bool {
    !variables.isDisjoint(with: entries.keys) || patterns.contains { $0.words(in: path) != nil }
  }
}
