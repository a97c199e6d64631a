import Environments

extension EnvironmentBuilder {
  /// Guards an environment whose own files cannot be read. A default in place of a value that was mistyped would aim at
  /// another project, or ask for less than the value did.
  mutating func judgeUnreadable(of environment: inout Environment, _ sources: SourceFiles) {
    guard found == nil else { return }
    let unreadable = stack.levels.first { !$0.settings.isReadable }
    if unreadable != nil || place(ofUnreadable: "environment.tier", "environment.protected") != nil
    {
      environment.isProtected = true
    }
    environment.isTierUnreadable =
      place(ofUnreadable: "environment.tier") != nil
      || unreadable != nil && stack.leaf("environment.tier") == nil
    let words: String
    if let file = unreadable?.settings.file {
      let fault = sources.diagnostics.first { $0.severity == .error && $0.location?.file == file }
      words = fault.map { "\($0.location.map { "\($0)" } ?? file): \($0.message)" } ?? file
    } else if let (path, place) = place(
      ofUnreadable: "target.project", "target.orchestrator", "target.context")
    {
      words = "\(place): \(path) cannot be read"
    } else if stack.leaf("target.project") == nil {
      words = "\(file) has no target.project"
    } else {
      return
    }
    environment.unknownTarget = words
    environment.obstacle = words
    environment.composeState = .failed(words)
  }

  /// The first of the settings to which a file gives a value that is none.
  private func place(ofUnreadable paths: String...) -> (path: String, place: Location)? {
    for path in paths {
      for level in stack.levels where level.settings.leaves[path] == nil {
        if let place = level.settings.positions[path] { return (path, place) }
      }
    }
    return nil
  }
}
