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
    if let picked = picked(candidate) { return picked }
    let parts = outlines.withParts(candidate.path)
    let bases = bases(of: candidate)
    if let base = bases.first(where: { base in parts.contains { $0.file == base.path } }) {
      return Pairing(reason: " and is used alone: it refers to \(base.path) itself")
    }
    let lists = lists(naming: candidate)
    let merging = Self.mostFrequent(lists.filter { !$0.files(before: candidate.path).isEmpty })
    let under = merging?.files(before: candidate.path) ?? []
    guard
      let base = base(of: candidate, among: under) ?? base(of: candidate, among: bases.map(\.path))
    else { return alone(candidate, lists) }
    if outlines[candidate.path].serviceNames.isEmpty {
      return Pairing(before: [.init(base, "is overridden by \(candidate.path)")])
    }
    var reading = MergeReading(of: candidate.path, onto: base)
    let others = under.filter { $0 != base }
    reading.weigh(parts, onto: ([base] + others).flatMap { outlines.withParts($0) })
    reading.weigh(lists)
    guard reading.merges else {
      var pairing = alone(candidate, lists)
      pairing.reason = " and is used alone: \(reading.strongest)"
      pairing.reading = reading
      return pairing
    }
    if let merging {
      return Pairing(
        before: under.map { .init($0, Self.together(candidate, in: merging)) },
        after: merging.files(after: candidate.path).map {
          .init($0, Self.together(candidate, in: merging))
        },
        reason: " and is merged as in \(merging.location)", reading: reading)
    }
    let shared = outlines.services(of: base)
    let service = outlines[candidate.path].serviceNames.first(where: shared.contains)
    return Pairing(
      before: [.init(base, "is overridden by \(candidate.path)")],
      reason: service.map { " and overrides \($0) of \(base)" }
        ?? " and is merged onto \(base): \(reading.strongest)",
      reading: reading)
  }

  /// The candidate without a base, followed by what most commands give to Compose after it.
  private func alone(
    _ candidate: Candidate<ComposeFileName>, _ lists: [CommandList]
  ) -> Pairing {
    let starting = lists.filter { $0.files.first == candidate.path }
    guard let list = Self.mostFrequent(starting) else { return Pairing() }
    return Pairing(
      after: list.files(after: candidate.path).map {
        .init($0, Self.together(candidate, in: list))
      })
  }

  private static func together(
    _ candidate: Candidate<ComposeFileName>, in list: CommandList
  ) -> String {
    "is given to Compose together with \(candidate.path) in \(list.location)"
  }

  /// The files that the candidate may override, the nearest first.
  private func bases(of candidate: Candidate<ComposeFileName>) -> [Candidate<ComposeFileName>] {
    compose.filter {
      ($0.isMain || $0.isShared) && $0.path != candidate.path && $0.isAbove(candidate)
    }.sorted { (-$0.depth, $0.isMain ? 0 : 1, $0.path) < (-$1.depth, $1.isMain ? 0 : 1, $1.path) }
  }

  /// The base with a service of the candidate, or else the first.
  private mutating func base(
    of candidate: Candidate<ComposeFileName>, among bases: [String]
  ) -> String? {
    let own = outlines[candidate.path].serviceNames
    for base in bases where !outlines.services(of: base).isDisjoint(with: own) { return base }
    return bases.first
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
