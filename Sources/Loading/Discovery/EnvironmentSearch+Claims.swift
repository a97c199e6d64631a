import Environments

/// A `.env` whose `COMPOSE_FILE` names the files of one environment is the choice of that one, although Compose reads it
/// for each.
extension EnvironmentSearch {
  struct Claim {
    /// The label of the environment whose choice the file is.
    var owner: String
    /// Where the file says so.
    var location: Location

    var reason: String {
      "is read by Compose, but is the choice of \(owner): COMPOSE_FILE in \(location) names its files"
    }
  }

  /// The claim of another environment on an env file; `nil` where the draft itself has the chosen files, or nothing has.
  func claim(on file: Candidate<EnvFileName>, besides draft: Draft) -> Claim? {
    guard file.isShared, file.file == ".env", let chosen = chosenFiles(in: file.folder),
      let location = chosen.first?.location
    else { return nil }
    let paths = chosen.map(\.path)
    guard draft.composePaths != paths,
      let owner = drafts.first(where: { $0.kind != nil && $0.composePaths == paths })
    else { return nil }
    return Claim(owner: owner.label, location: location)
  }

  /// Whether an env file says nothing of an environment with the given files, because it is that of one with other files:
  /// its `COMPOSE_FILE` names them, or only commands with them give it to Compose.
  func isOfAnother(_ path: String, than files: [String]) -> Bool {
    let folder = path.split(separator: "/").dropLast().joined(separator: "/")
    let named = drafts.filter { $0.kind != nil }
    if path.split(separator: "/").last == ".env", let chosen = chosenFiles(in: folder) {
      let paths = chosen.map(\.path)
      if paths == files { return false }
      if named.contains(where: { $0.composePaths == paths }) { return true }
    }
    guard !isGiven(path, to: files) else { return false }
    let owners = Set(named.map(\.composePaths)).filter { isGiven(path, to: $0) }
    return owners.count == 1
  }

  /// Whether a command gives an env file beside the given Compose files.
  private func isGiven(_ path: String, to files: [String]) -> Bool {
    guard let last = files.last else { return false }
    return commands.lists(with: last).contains {
      $0.files == files && $0.envFiles.contains { $0.isExactly(path) }
    }
  }

  /// The variables that the files of an environment take from the `.env` that is the choice of another one.
  mutating func borrowed(by draft: Draft) -> [Draft.Stray] {
    let envFiles = draft.env.map(\.path)
    guard let file = app.env.first(where: { $0.file == ".env" && envFiles.contains($0.path) }),
      let claim = claim(on: file, besides: draft)
    else { return [] }
    let parts = draft.composePaths.flatMap { outlines.withParts($0) }
    let used = Set(parts.flatMap { $0.node?.references ?? [] }.map { ExactText($0.name) })
    let names = outlines.variables(of: envFiles)
      .filter { used.contains($0.key) && $0.value.location.file == file.path }
      .sorted { $0.value.location.line < $1.value.location.line }.map(\.key.text)
    guard let first = names.first else { return [] }
    let more = names.count > 1 ? " and \(names.count - 1) more" : ""
    return [
      .init(
        words: "takes \(first)\(more) from \(file.path), which is the choice of \(claim.owner)",
        own: "\(first)=…\(more)", location: claim.location)
    ]
  }
}
