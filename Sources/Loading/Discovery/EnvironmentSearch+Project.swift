import Environments

/// The names that commands give to the project, which Compose takes before all that files say.
extension EnvironmentSearch {
  /// Takes the name that the commands with the environment's files give; none where they disagree, which is told.
  mutating func chooseProject(for index: Int) {
    let draft = drafts[index]
    let lists = lists(of: draft).filter { $0.project != nil }
    guard let first = lists.first, let project = first.project else { return }
    if let other = lists.first(where: { $0.project != project }), let another = other.project {
      drafts[index].notes.append(
        "commands disagree on the name of its project: \(project) in \(first.location), \(another) in \(other.location)"
      )
      return
    }
    drafts[index].givenProject = project
    drafts[index].notes.append("its project is named \(project) in \(first.location)")
  }

  /// The commands with the files of an environment. Where several environments have these files, the env file says which
  /// one a command is for.
  private func lists(of draft: Draft) -> [CommandList] {
    guard let last = draft.composePaths.last else { return [] }
    let lists = commands.lists(with: last).filter { $0.files == draft.composePaths }
    guard drafts.count(where: { $0.composePaths == draft.composePaths }) > 1 else { return lists }
    return lists.filter { list in
      guard let word = word(of: list) else { return draft.isPlain }
      return word.kind == draft.kind
    }
  }
}
