extension EnvironmentSearch {
  /// Profiles that are named after environments: one environment each, of the files that Compose reads by itself.
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
        draft.compose.append(.init(override.path, "is what Compose adds by itself"))
      }
      draft.profiles = [profile]
      drafts.append(draft)
    }
  }
}
