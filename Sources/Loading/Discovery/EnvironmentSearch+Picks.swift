import Environments

/// Files that a variable picks, as in `include: ["compose.${STAGE}.yaml"]`, `env_file: .env.${STAGE}` or the file of an
/// `extends`. What they say of an environment holds only where the variable is its own.
extension EnvironmentSearch {
  /// The environment of a file that the main file only picks, which is complete without the main file. Beside it, the main
  /// file would add the files that the variable picks by chance.
  mutating func picked(_ candidate: Candidate<ComposeFileName>) -> Pairing? {
    guard let main, main != candidate, let kind = candidate.word?.kind, override == nil else {
      return nil
    }
    let selector = outlines[main.path]
    guard selector.onlyPicks,
      let pick = Self.picks(by: selector.pickingIncludes, of: kind, among: [candidate.path]).first
    else { return nil }
    return Pairing(
      before: selector.includes.map { .init($0, "is included by \(main.path)") },
      reason: " and is what \(main.path) includes where \(pick.key) is \(pick.value)")
  }

  /// The variable by which the main file picks the files of environments; `nil` where it does more than that.
  mutating func variableThatPicks() -> String? {
    guard let main, override == nil, outlines[main.path].onlyPicks else { return nil }
    let includes = outlines[main.path].pickingIncludes
    for draft in drafts {
      guard let kind = draft.kind else { continue }
      let pick = Self.picks(by: includes, of: kind, among: draft.composePaths).first
      if let pick { return pick.key }
    }
    return nil
  }

  /// The variables by which files pick those of an environment, each with the word that picks them.
  private func picks(
    by outlines: [ComposeOutline], of kind: EnvironmentWord.Kind
  ) -> [String: String] {
    let patterns = outlines.flatMap(\.pickingPaths)
    guard !patterns.isEmpty else { return [:] }
    let files = compose.filter { $0.word?.kind == kind }.map(\.path)
    let envFiles = app.env.filter { $0.word?.kind == kind }.map(\.path)
    return Self.picks(by: patterns, of: kind, among: files + envFiles)
  }

  /// The variables that pick the environment's files and that its files use, where they have another value or a default.
  mutating func strays(in draft: Draft) -> [Draft.Stray] {
    guard let kind = draft.kind else { return [] }
    let parts = draft.composePaths.flatMap { outlines.withParts($0) }
    let selector = main.map { [outlines[$0.path]] } ?? []
    let picks = picks(by: parts + selector, of: kind)
    guard !picks.isEmpty else { return [] }
    let variables = outlines.variables(of: draft.env.map(\.path))
    let uses = parts.flatMap { $0.node?.references ?? [] }
    return picks.sorted { $0.key < $1.key }.compactMap { name, word in
      guard let use = uses.first(where: { $0.name == name }) else { return nil }
      let assignment = "\(name)=\(word)"
      if let entry = variables[ExactText(name)] {
        guard EnvironmentWord(entry.value.revealed)?.kind != kind else { return nil }
        return .init(
          words: "is what \(assignment) picks, but its env files give \(name) another value",
          own: assignment, location: entry.location)
      }
      guard use.hasDefault else { return nil }
      return .init(
        words: "is what \(assignment) picks, but none of its env files sets it: the default counts",
        own: assignment, location: use.location)
    }
  }

  private static func picks(
    by patterns: [String], of kind: EnvironmentWord.Kind, among files: [String]
  ) -> [String: String] {
    var picks: [String: String] = [:]
    for pattern in patterns.map({ PathPattern($0) }) {
      for words in files.compactMap({ pattern.words(in: $0) }) {
        for (variable, word) in words where EnvironmentWord(word)?.kind == kind {
          picks[variable] = word
        }
      }
    }
    return picks
  }
}

extension Draft {
  /// A variable whose value is not the environment's own.
  struct Stray: Hashable, Sendable {
    /// The rest of a sentence about the environment.
    var words: String
    /// What its own env file is to hold, such as `STAGE=prod`.
    var own: String
    var location: Location
  }

  var strayProblems: [Diagnostic] {
    strays.map { stray in
      Diagnostic(
        .warning, "DSC07", "\(name) \(stray.words)", at: stray.location,
        hint: "write \(stray.own) to an env file of its own, such as .env.\(label)",
        environments: [name])
    }
  }
}

extension ComposeOutline {
  /// Whether the file holds nothing but includes, of which a variable picks some. The others lie beside it, so that their
  /// paths mean the same when they are given to Compose.
  fileprivate var onlyPicks: Bool {
    guard let node, !pickingIncludes.isEmpty else { return false }
    let keys = node.fields.map(\.key).filter { !["version", "name"].contains($0) }
    guard keys.allSatisfy({ $0 == "include" || $0.hasPrefix("x-") }),
      let items = node["include"]?.items,
      items.allSatisfy({ $0.text != nil || $0.fields.map(\.key) == ["path"] })
    else { return false }
    let folder = file.split(separator: "/").dropLast()
    return includes.allSatisfy { $0.split(separator: "/").dropLast() == folder }
  }

  /// The included files whose paths hold a variable, relative to the root.
  fileprivate var pickingIncludes: [String] {
    (node?["include"]?.items ?? []).flatMap { item -> [String] in
      if let path = item.text ?? item["path"]?.text { return [path] }
      return (item["path"]?.items ?? []).compactMap(\.text)
    }.filter { $0.contains("$") }.map(relative)
  }

  /// All paths of files in it that hold a variable, relative to the root.
  fileprivate var pickingPaths: [String] {
    let extended = services.compactMap { $0.value["extends"]?["file"]?.text }.map(relative)
    return pickingIncludes + (extended + envFiles).filter { $0.contains("$") }
  }
}
