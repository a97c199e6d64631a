import Environments
import Loading
import Testing

struct `Expansion has a limit` {
  private static let doubled =
    "B0=x\n" + (1...40).map { "B\($0)=${B\($0 - 1)}${B\($0 - 1)}\n" }.joined()
  private static let deep =
    String(repeating: "${A:-", count: 8_000) + String(repeating: "}", count: 8_000)

  /// `line:column code` of each error.
  private func errors(_ diagnostics: [Diagnostic]) -> [String] {
    diagnostics.filter { $0.severity == .error }.map {
      "\($0.location?.line ?? 0):\($0.location?.column ?? 0) \($0.code)"
    }
  }

  @Test(arguments: [
    doubled,
    "B0=x\n" + (1...40).map { "B\($0)=\"$B\($0 - 1)$B\($0 - 1)\"\n" }.joined(),
    "B0=x\n" + (1...40).map { "B\($0)=${B\($0 - 1):-a}${NO:-${B\($0 - 1)}}\n" }.joined(),
  ])
  func `variables that double line by line end at the line that passes 1 MiB`(text: String) {
    #expect(errors(EnvFile.parse(text, file: ".env").diagnostics) == ["22:5 ENV09"])
  }

  @Test func `many long values end at the line that passes 16 MiB`() {
    let long = String(repeating: "x", count: 1 << 20)
    let text = "A=\(long)\n" + (1...20).map { "B\($0)=${A}\n" }.joined()

    #expect(errors(EnvFile.parse(text, file: ".env").diagnostics) == ["18:5 ENV09"])
  }

  @Test func `a chain over several files counts as one`() {
    let first = EnvFile.parse(
      "B0=x\n" + (1...20).map { "B\($0)=${B\($0 - 1)}${B\($0 - 1)}\n" }.joined(), file: "a.env"
    ).file
    let earlier = Dictionary(uniqueKeysWithValues: first.entries.map { (ExactText($0.name), $0) })

    let second = EnvFile.parse("C=${B20}\nD=${B20}${B0}\n", file: "b.env", earlier: earlier)

    #expect(errors(second.diagnostics) == ["2:3 ENV09"])
  }

  @Test func `the fault is told where it is, with what to do`() {
    let problems = EnvFile.parse(Self.doubled, file: ".env").diagnostics

    #expect(
      text(problems) == """
        .env:22:5: error: the value is longer than 1 MiB once its variables are replaced [ENV09]
          hint: a variable that uses the one above it twice doubles it: shorten the chain
        """)
  }

  @Test func `fallbacks nested 8,000 deep are a fault of the same kind`() {
    #expect(errors(EnvFile.parse("X=\(Self.deep)\n", file: ".env").diagnostics) == ["1:3 ENV09"])
  }

  @Test(arguments: [
    ("image: \"x${B20}${B20}\"", "4:12 ENV09"),
    ("image: \"\(deep)\"", "4:12 ENV09"),
    (
      "command: [\(Array(repeating: "\"${B20}\"", count: 17).joined(separator: ","))]",
      "4:159 ENV09"
    ),
  ])
  func `a Compose file with the same fault is told at the value`(value: String, error: String) {
    let project = Project([
      "configs/environment/dev.yaml": """
      environment: {tier: development}
      target: {project: x, compose_files: [compose.yaml], env_files: [.env.dev]}
      """,
      ".env.dev": "B0=x\n"
        + (1...20).map { "B\($0)=${B\($0 - 1)}${B\($0 - 1)}\n" }.joined(),
      "compose.yaml": "services:\n  web:\n    restart: always\n    \(value)\n",
    ])

    #expect(errors(project.loaded().diagnostics.filter { $0.code == "ENV09" }) == [error])
  }
}
