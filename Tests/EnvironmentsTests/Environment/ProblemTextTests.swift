import Environments
import Testing

struct `The text of problems` {
  private func problem(
    _ code: String, _ message: String, file: String = "compose.yml", line: Int = 2,
    hint: String = "mend it", see: Int? = nil, in environments: [String],
    _ severity: Diagnostic.Severity = .warning
  ) -> Diagnostic {
    Diagnostic(
      severity, code, message, at: Location(file: file, line: line, column: 3), hint: hint,
      related: see.map { [Location(file: "tier.yml", line: $0, column: 1)] } ?? [],
      environments: environments)
  }

  private func text(_ problems: [Diagnostic], _ names: [String], isFolded: Bool = false) -> String {
    let text = ProblemText(problems.shared(), among: names, isFolded: isFolded)
    return (text.entries + [text.summary]).joined(separator: "\n")
  }

  @Test func `the same problem of several environments is told once`() {
    let problems = ["dev", "staging", "prod"].map {
      problem("HLT01", "service web has no health check", in: [$0])
    }

    #expect(
      text(problems, ["dev", "staging", "prod"]) == """
        compose.yml:2:3: warning: service web has no health check [HLT01] in dev, staging and prod
          hint: mend it
        3 environments, 0 errors, 1 warning
        """)
    #expect(
      text(problems, ["prod"]) == """
        compose.yml:2:3: warning: service web has no health check [HLT01]
          hint: mend it
        1 environment, 0 errors, 1 warning
        """)
  }

  @Test func `another place, severity or text is another problem`() {
    let problems = [
      problem("HLT01", "no check", in: ["dev"]),
      problem("HLT01", "no check", line: 3, in: ["prod"]),
      problem("HLT01", "no check", in: ["prod"], .error), problem("HLT01", "no log", in: ["prod"]),
    ]

    #expect(problems.shared() == problems)
  }

  @Test func `words that differ in the name of the environment are the same`() {
    let problems = ["dev", "prod"].map {
      problem("CMP05", "Compose cannot be asked about \($0): gone", in: [$0], .error)
    }

    #expect(
      text(problems, ["dev", "prod"]) == """
        compose.yml:2:3: error: Compose cannot be asked about dev: gone [CMP05] also in prod
          hint: mend it
        2 environments, 1 error, 0 warnings
        """)
  }

  @Test(arguments: [
    ("dev and prod have one project", "base.yaml", ["dev", "prod"], nil),
    ("it is false", "configs/environment/prod.yaml", ["prod"], nil),
    ("it is false", "configs/environment/prod-eu.yaml", ["prod"], "in prod"),
    ("it is false", "compose.yml", ["prod"], "in prod"),
    ("it is false", "compose.yml", [], nil),
    ("it is false", "compose.yml", ["dev", "staging", "prod", "test"], "in all 4 environments"),
  ])
  func `environments are named where nothing else does`(
    message: String, file: String, environments: [String], expected: String?
  ) {
    let problem = problem("A", message, file: file, in: environments)

    #expect(problem.holders(among: ["dev", "staging", "prod", "test"]) == expected)
  }

  @Test func `of many environments a few are named`() {
    let names = (1...12).map { "e\($0)" }

    #expect(
      problem("A", "it is", in: Array(names.dropLast())).holders(among: names)
        == "in e1, e2, e3, e4, e5, e6, e7, e8 and 3 more")
  }

  @Test func `places that say the same of each environment are left out beside several`() {
    let tiers = Set([1, 2].map { Location(file: "tier.yml", line: $0, column: 1) })
    let shared = [
      problem("A", "it is", see: 1, in: ["dev"]), problem("A", "it is", see: 2, in: ["prod"]),
      problem("B", "it is", see: 3, in: ["dev"]), problem("B", "it is", see: 4, in: ["prod"]),
      problem("C", "it is", see: 1, in: ["dev"]),
    ].shared(contexts: tiers)

    #expect(shared.map { $0.related.map(\.line) } == [[], [3, 4], [1]])
  }

  @Test func `folded warnings have a line a code with the hint that they share, errors are whole`()
  {
    let problems = [
      problem("HLT01", "service web has no health check", in: ["dev"]),
      problem("CMP02", "Compose refuses the files", in: ["dev"], .error),
      problem("HLT01", "service db has no health check", line: 9, in: ["dev", "prod"]),
      problem("IMG01", "service web runs whatever is latest", in: ["prod"]),
      problem("RES01", "service web has no limit for memory", hint: "set memory", in: ["prod"]),
      problem("RES01", "service web has no limit for cpus", hint: "set cpus", in: ["prod"]),
      problem("HLT01", "service job has no health check", line: 12, in: ["prod"]),
    ]

    #expect(
      text(problems, ["dev", "prod"], isFolded: true) == """
        compose.yml:2:3: warning: service web has no health check [HLT01], and 2 more
          hint: mend it
        compose.yml:2:3: error: Compose refuses the files [CMP02] in dev
          hint: mend it
        compose.yml:2:3: warning: service web runs whatever is latest [IMG01] in prod
          hint: mend it
        compose.yml:2:3: warning: service web has no limit for memory [RES01], and 1 more
        2 environments, 1 error, 6 warnings in 3 lines; --all shows each with its hint
        """)
  }

  @Test func `no problems are a sentence`() {
    #expect(text([], ["dev"]) == "1 environment, no problems")
  }
}
