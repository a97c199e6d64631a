import Environments

/// The env files that are still to be copied from a sample: those that commands make, and those that the names of samples
/// mean where no command says what is made of them.
extension EnvironmentSearch {
  /// An env file that is not there yet, with what it is to be copied from.
  struct ExpectedCopy {
    var copy: Candidate<EnvFileName>
    var samples: [String]
    /// The commands that make it; none where only the name says so.
    var commands: [EnvFileCopies.Copy] = []
  }

  /// Finds the env files that are still to be copied, where they set what is missing. A declaration names them, so that
  /// they count as soon as they are there.
  mutating func awaitCopies(for index: Int, setting missing: Set<ExactText>) {
    let draft = drafts[index]
    let folders = Set(draft.compose.map(\.path) + draft.env.map(\.path)).map {
      $0.split(separator: "/").dropLast().joined(separator: "/")
    }
    var expected: [ExactText: ExpectedCopy] = [:]
    for file in copiesOfCommands(for: draft) + copiesByName() {
      let sets = file.samples.contains {
        !missing.isDisjoint(with: outlines.variables(of: $0).keys)
      }
      let copy = file.copy
      // A sample of another folder is for something else, unless it is named after the environment.
      let isHere =
        copy.word != nil || folders.contains(copy.folder) || copy.folder == app.folder
      guard sets, isHere, !outlines.exists(copy.path), expected[copy.path] == nil else { continue }
      expected[ExactText(copy.path)] = file
    }
    let chosen = draft.env.map(\.path)
    let copies = expected.values.map(\.copy).sorted { $0.path < $1.path }
    let all = envFiles(of: draft, among: app.env + copies).map(\.path).filter { path in
      chosen.contains(path) || expected[path] != nil
    }
    for file in all.compactMap({ expected[$0] }) { expect(file, for: index) }
    // Compose reads the `.env` beside its first file by itself, and so it is read where it is not declared.
    let own = ".env".joined(to: draft.projectFolder.split(separator: "/")[...])
    guard all.count > chosen.count, chosen.allSatisfy(all.contains), all != [own] else { return }
    drafts[index].declaredEnv = all
  }

  private mutating func expect(_ file: ExpectedCopy, for index: Int) {
    var awaited = FoundEnvironment.AwaitedFile(file.copy.path, sample: file.samples[0])
    awaited.otherSamples = Array(file.samples.dropFirst())
    drafts[index].awaited.append(awaited)
    guard let first = file.commands.first else { return }
    drafts[index].notes.append(
      file.commands.count == 1
        ? "\(first.path) is made of \(first.sample) in \(first.location)"
        : "commands disagree on the sample of \(first.path): "
          + file.commands.map { "\($0.sample) in \($0.location)" }.joined(separator: ", "))
  }

  private func copiesOfCommands(for draft: Draft) -> [ExpectedCopy] {
    commands.copies.paths.compactMap { path in
      let copy = Candidate(envFile: path)
      let copies = copies(to: path, for: draft)
      guard copy.folderNames.app == app.path, !copies.isEmpty else { return nil }
      return ExpectedCopy(copy: copy, samples: copies.map(\.sample), commands: copies)
    }
  }

  /// The commands that make an env file of an environment. What is made of a sample that is named after another
  /// environment is for that one.
  func copies(to path: String, for draft: Draft) -> [EnvFileCopies.Copy] {
    let copies = commands.copies.copies(to: path)
    guard let kind = draft.kind else { return copies }
    let own = copies.filter { $0.word?.kind == kind }
    if !own.isEmpty { return own }
    return copies.filter { copy in
      guard let other = copy.word?.kind else { return true }
      return draft.isPlain && !hasDraft(of: other)
    }
  }

  func copiesByName() -> [ExpectedCopy] {
    app.env.compactMap { sample in
      let path = EnvironmentName.copy(of: sample.path)
      guard sample.name.part == .template, path != sample.path,
        !commands.copies.claims(sample.path)
      else { return nil }
      var copy = sample
      copy.path = path
      copy.name = EnvFileName(String(copy.file))
      return ExpectedCopy(copy: copy, samples: [sample.path])
    }
  }
}
