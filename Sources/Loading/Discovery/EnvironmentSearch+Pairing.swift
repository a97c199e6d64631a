import Environments

extension EnvironmentSearch {
  /// The files that an environment is made of besides the one that is named after it.
  struct Pairing {
    var before: [FoundEnvironment.Choice] = []
    var after: [FoundEnvironment.Choice] = []
    /// The end of a sentence about the named file.
    var reason = ""
    var reading: MergeReading?
  }

  /// The files that the candidate overrides, as Docker documents it or as commands say; none when it stands alone.
  mutating func pairing(of candidate: Candidate<ComposeFileName>) -> Pairing {
    let parts = outlines.withParts(candidate.path)
    let bases = bases(of: candidate)
    if let base = bases.first(where: { base in parts.contains { $0.file == base.path } }) {
      return Pairing(reason: " and is used alone: it refers to \(base.path) itself")
    }
    let lists = lists(naming: candidate)
    guard let base = base(of: candidate, among: bases) ?? lists.first?.files.first,
      base != candidate.path
    else { return Pairing() }
    if outlines[candidate.path].serviceNames.isEmpty {
      return Pairing(before: [.init(base, "is overridden by \(candidate.path)")])
    }
    var reading = MergeReading(of: candidate.path, onto: base)
    reading.weigh(parts, onto: outlines.withParts(base))
    reading.weigh(lists)
    guard reading.merges else {
      return Pairing(
        reason: " and is used alone: \(reading.strongest)", reading: reading)
    }
    if let list = Self.mostFrequent(lists.filter { $0.files.count > 1 }),
      let index = list.files.firstIndex(of: candidate.path)
    {
      let why = "is given to Compose together with \(candidate.path) in \(list.location)"
      let choices = list.files.map { FoundEnvironment.Choice($0, why) }
      return Pairing(
        before: Array(choices[..<index]), after: Array(choices[(index + 1)...]),
        reason: " and is merged as in \(list.location)", reading: reading)
    }
    let shared = outlines.services(of: base)
    let service = outlines[candidate.path].serviceNames.first(where: shared.contains)
    return Pairing(
      before: [.init(base, "is overridden by \(candidate.path)")],
      reason: service.map { " and overrides \($0) of \(base)" }
        ?? " and is merged onto \(base): \(reading.strongest)",
      reading: reading)
  }

  /// The files that the candidate may override, the nearest first.
  private func bases(of candidate: Candidate<ComposeFileName>) -> [Candidate<ComposeFileName>] {
    compose.filter {
      ($0.isMain || $0.isShared) && $0.path != candidate.path && $0.isAbove(candidate)
    }.sorted { (-$0.depth, $0.isMain ? 0 : 1, $0.path) < (-$1.depth, $1.isMain ? 0 : 1, $1.path) }
  }

  /// The base with a service of the candidate, or else the nearest.
  private mutating func base(
    of candidate: Candidate<ComposeFileName>, among bases: [Candidate<ComposeFileName>]
  ) -> String? {
    let own = outlines[candidate.path].serviceNames
    for base in bases where !outlines.services(of: base.path).isDisjoint(with: own) {
      return base.path
    }
    return bases.first?.path
  }

  /// The lists of files in commands that are about the candidate: no later file is named after an environment.
  private func lists(naming candidate: Candidate<ComposeFileName>) -> [CommandList] {
    let named = Set(compose.filter { $0.word != nil && !$0.isOverlay }.map(\.path))
    return commands.lists(with: candidate.path).filter { list in
      list.files.last { named.contains($0) || $0 == candidate.path } == candidate.path
    }
  }

  private static func mostFrequent(_ lists: [CommandList]) -> CommandList? {
    let counts = Dictionary(grouping: lists, by: \.files).mapValues(\.count)
    let most = counts.values.max() ?? 0
    return lists.first { counts[$0.files] == most }
  }
}

extension Candidate<ComposeFileName> {
  /// Whether the file is in the same folder or a parent folder. A folder named `base` counts as its parent.
  fileprivate func isAbove(_ other: Candidate) -> Bool {
    var own = folder.split(separator: "/")
    if folderNames.isShared { own.removeLast() }
    return other.folder.split(separator: "/").starts(with: own)
  }
}
