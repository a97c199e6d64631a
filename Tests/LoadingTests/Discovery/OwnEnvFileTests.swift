import Testing

@testable import Environments
@testable import Loading

struct `An env file that a command gives beside .env` {
  private let compose = ["compose.yaml": "services:\n  web: {image: 'web:${TAG}'}\n"]

  private func lines(_ files: [String: String], beside base: [String: String]? = nil) -> String {
    discovery((base ?? compose).merging(files) { $1 }, folder: "p").environments.map {
      let files = ($0.composeFiles + $0.envFiles).map(\.path) + $0.awaited.map { "(\($0.path))" }
      let other = $0.otherReading.map { "; or \($0)" } ?? ""
      return "\($0.name) \($0.tierWord) \($0.project): " + files.joined(separator: " ") + other
    }.joined(separator: "\n")
  }

  @Test(arguments: [
    ["README.md": "docker compose --env-file .env.prod up\n", ".env": "TAG=1\n"],
    ["Makefile": "up:\n\tdocker compose --env-file=.env.prod up\n", ".env.example": "TAG=1\n"],
    [
      "README.md": "cp env.dist .env\ndocker compose --env-file .env.prod up\n",
      "env.dist": "TAG=1\n",
    ],
    [
      "README.md": "docker compose up -d\n\ndocker compose --env-file .env.prod up\n",
      ".env": "TAG=1\nAPP_ENV=dev\n",
    ],
  ])
  func `is that of the one environment, and .env is told as the other reading`(
    files: [String: String]
  ) {
    #expect(
      lines(files) == "prod production p: compose.yaml (.env.prod); or compose.yaml with .env")
  }

  @Test func `leaves no other reading where there is no .env`() {
    let command = "docker compose --env-file .env.staging up\n"

    #expect(lines(["up.sh": command]) == "staging staging p: compose.yaml (.env.staging)")
    #expect(
      lines(["up.sh": command, ".env.staging": "TAG=1\n", ".env": "TAG=2\n"])
        == "staging staging p: compose.yaml .env.staging; or compose.yaml with .env")
  }

  @Test(arguments: [
    ("## Development\ndocker compose up\n## Production\n", "development"),
    ("```\n# dev\ndocker compose up -d\n```\n", "dev"),
  ])
  func `is another environment where words tell one of another tier`(readme: String, name: String) {
    let files = [
      ".env": "TAG=1\n", "README.md": readme + "docker compose --env-file .env.prod up\n",
    ]

    #expect(
      lines(files) == """
        \(name) development p: compose.yaml .env
        prod production p-prod: compose.yaml (.env.prod)
        """)
  }

  @Test func `is not, where words tell the same tier`() {
    let files = [
      ".env": "TAG=1\n",
      "README.md": "## Production\ndocker compose up\ndocker compose --env-file .env.prod up\n",
    ]

    #expect(
      lines(files) == "prod production p: compose.yaml (.env.prod); or compose.yaml with .env")
  }
}
