extension EnvironmentSearch {
  /// Adds environments for files that are named after an environment or are in a folder named after one.
  mutating func addNamedFiles() {
    let named = compose.filter { $0.word != nil && $0.name != .override }.sorted {
      Self.order($0, $1)
    }
    for candidate in named where !candidate.isVariant && !candidate.isOverlay {
      addNamed(candidate)
    }
    for candidate in named where candidate.isOverlay { addOverlay(candidate) }
    for candidate in named where candidate.isVariant { addVariant(candidate) }
  }

  private mutating func addNamed(_ candidate: Candidate<ComposeFileName>) {
    guard let word = candidate.word else { return }
    if let index = drafts.firstIndex(where: { $0.kind == word.kind }) {
      let taken = drafts[index].composePaths.last ?? ""
      leaveOut(candidate, of: index, "\(taken) is the same environment")
      return
    }
    drafts.append(draft(word, label: word.text, of: candidate))
  }

  /// Adds a variant such as `docker-compose.prod.ssl.yml` only when there is no plain `prod`.
  private mutating func addVariant(_ candidate: Candidate<ComposeFileName>) {
    guard let word = candidate.word, case .variant(_, let label) = candidate.name else { return }
    if let index = drafts.firstIndex(where: { $0.label == word.text || $0.kind == word.kind }),
      !drafts[index].isVariant
    {
      let reason = "it is a variant of \(drafts[index].label)"
      leaveOut(candidate, of: index, reason + use(of: candidate.path))
      return
    }
    if drafts.contains(where: { $0.label == label }) { return }
    drafts.append(draft(word, label: label, of: candidate))
  }

  /// Adds `compose.test.override.yml` to the environment of `compose.test.yml`; alone it is an environment like others.
  private mutating func addOverlay(_ candidate: Candidate<ComposeFileName>) {
    let index = drafts.firstIndex {
      $0.kind == candidate.word?.kind
        && $0.compose.last.map { Self.folder(of: $0.path) } == candidate.folder
    }
    guard let index, let under = drafts[index].composePaths.last else {
      return addNamed(candidate)
    }
    guard !drafts[index].composePaths.contains(candidate.path) else { return }
    drafts[index].compose.append(.init(candidate.path, "overrides \(under), by its name"))
  }

  private static func folder(of path: String) -> String {
    path.split(separator: "/").dropLast().joined(separator: "/")
  }

  private mutating func leaveOut(
    _ candidate: Candidate<ComposeFileName>, of index: Int, _ reason: String
  ) {
    // What one of its files includes or extends is no rival of it.
    for path in drafts[index].composePaths
    where outlines.withParts(path).contains(where: { $0.file == candidate.path }) { return }
    drafts[index].notes.append("\(candidate.path) is left out: \(reason)")
    tell(candidate.path, reason)
  }

  mutating func draft(
    _ word: EnvironmentWord?, label: String, of candidate: Candidate<ComposeFileName>
  ) -> Draft {
    var draft = Draft(word, label: label)
    let isFolder = if case .main = candidate.name { true } else { false }
    let named = isFolder ? "lies in a folder named \(label)" : "is named after \(label)"
    let pairing = pairing(of: candidate)
    draft.compose = pairing.before
    draft.compose.append(.init(candidate.path, named + pairing.reason))
    draft.compose += pairing.after
    draft.evidence = pairing.reading?.evidence ?? []
    draft.otherReading = pairing.reading?.other
    if isFolder,
      let override = first(where: { $0.name == .override && $0.folder == candidate.folder })
    {
      draft.compose.append(.init(override.path, "is added by Compose by default"))
    }
    return draft
  }
}

extension Candidate<ComposeFileName> {
  fileprivate var isVariant: Bool { if case .variant = name { true } else { false } }
}

extension Draft {
  fileprivate var isVariant: Bool { label != word?.text }
}
