/// The problems of a repository as text: each with the environments that it holds for. Warnings about a repository that
/// declares nothing are folded to a line for each code, with the hint that they share, since nobody has asked for their
/// rules there.
package struct ProblemText: Hashable, Sendable {
  private let problems: [Diagnostic]
  private let environments: [String]
  private let isFolded: Bool

  /// - Parameters:
  ///   - environments: the environments that are looked at; where there is one, nothing needs to name it.
  ///   - isFolded: whether warnings are folded.
  package init(_ problems: [Diagnostic], among environments: [String], isFolded: Bool = false) {
    self.problems = problems
    self.environments = environments
    self.isFolded = isFolded
  }

  /// Each problem in full, or each line of folded warnings, in the order of the problems. Errors are never folded.
  package var entries: [String] {
    guard isFolded else { return problems.map(full) }
    let warnings = Dictionary(grouping: problems.filter(isWarning), by: \.code)
    var told: Set<String> = []
    return problems.compactMap { problem in
      guard isWarning(problem) else { return full(problem) }
      guard told.insert(problem.code).inserted else { return nil }
      let folded = warnings[problem.code] ?? [problem]
      let line =
        folded.count == 1 ? headline(problem) : "\(problem.headline), and \(folded.count - 1) more"
      return line + hint(of: folded)
    }
  }

  /// The hint that all of them share, as each would tell it; empty where they differ.
  private func hint(of folded: [Diagnostic]) -> String {
    guard let hint = folded[0].hint, folded.allSatisfy({ $0.hint == hint }) else { return "" }
    return "\n  hint: \(hint)"
  }

  /// How many problems there are, in one line.
  package var summary: String {
    let subject = Self.count(environments.count, "environment")
    guard !problems.isEmpty else { return "\(subject), no problems" }
    let warnings = problems.filter(isWarning)
    let errors = Self.count(problems.count - warnings.count, "error")
    return "\(subject), \(errors), \(Self.count(warnings.count, "warning"))\(folded(warnings))"
  }

  private func folded(_ warnings: [Diagnostic]) -> String {
    guard isFolded, !warnings.isEmpty else { return "" }
    let lines = Self.count(Set(warnings.map(\.code)).count, "line")
    return " in \(lines); --all shows each with its hint"
  }

  private func full(_ problem: Diagnostic) -> String { headline(problem) + problem.details }

  private func headline(_ problem: Diagnostic) -> String {
    problem.headline + (problem.holders(among: environments).map { " \($0)" } ?? "")
  }

  private func isWarning(_ problem: Diagnostic) -> Bool { problem.severity == .warning }

  private static func count(_ number: Int, _ noun: String) -> String {
    "\(number) \(noun)\(number == 1 ? "" : "s")"
  }
}

extension Configuration {
  /// Problems of these environments as text, all of them where none are named. Warnings are folded where environments were
  /// found instead of declared, unless `listsAll`.
  package func text(
    of problems: [Diagnostic], among names: [String]? = nil, listsAll: Bool = false
  ) -> ProblemText {
    ProblemText(
      problems, among: names ?? environments.map(\.name),
      isFolded: !listsAll && environments.contains { $0.found != nil })
  }
}

extension Diagnostic {
  private static let namesMax = 8

  /// The environments that the problem holds for, such as `in dev and prod` or `also in prod`; `nil` where its words or its
  /// file name them, or there is no other.
  ///
  /// - Parameter names: the environments that are looked at.
  package func holders(among names: [String]) -> String? {
    let held = names.filter(environments.contains)
    guard names.count > 1, !held.isEmpty else { return nil }
    let said = message.nameWords
    let unsaid = held.filter { !said.contains($0) }
    if unsaid.isEmpty { return nil }
    if unsaid.count < held.count { return "also in \(Self.list(unsaid))" }
    if held.count == 1, let file = location?.file, file.nameWords.contains(held[0]) { return nil }
    return held.count == names.count && held.count > 3
      ? "in all \(held.count) environments" : "in \(Self.list(held))"
  }

  private static func list(_ names: [String]) -> String {
    guard names.count > namesMax else { return names.enumerated }
    return "\(names.prefix(namesMax).joined(separator: ", ")) and \(names.count - namesMax) more"
  }
}
