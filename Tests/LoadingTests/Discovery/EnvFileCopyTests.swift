import Testing

@testable import Environments
@testable import Loading

struct `Env files that commands copy from a sample` {
  private let compose = ["compose.yaml": "services:\n  web: {image: 'web:${TAG}'}\n"]

  /// The env files that are still to be copied, of each environment.
  private func awaited(_ files: [String: String], beside base: [String: String]? = nil) -> String {
    discovery((base ?? compose).merging(files) { $1 }).environments.map { environment in
      "\(environment.name): "
        + environment.awaited.map { "\($0.path) of \($0.sample ?? "nothing")" }
        .joined(separator: ", ")
    }.joined(separator: "\n")
  }

  private func awaited(_ command: String, in file: String, of sample: String) -> String {
    awaited([file: command, sample: "TAG=1\n"])
  }

  @Test(arguments: [
    (".env.dev.example", "cp .env.dev.example .env"), ("env.sample", "cp -n env.sample .env"),
    (".env.dist", "cp -f -v ./.env.dist ./.env"),
    (".env.tpl", "[ -f .env ] || cp .env.tpl .env"),
    ("sample.env", "test -f .env || cp \"sample.env\" \".env\""),
    (".env.default", "if [ ! -f .env ]; then cp .env.default .env; fi"),
    (".env.ci", "install -m 600 .env.ci .env"), ("dotenv", "install -m600 -o root dotenv .env"),
    (".env.production.example", "ssh shop 'cd /srv && cp .env.production.example .env'"),
    (".env.local.example", "mv .env.local.example .env"),
    (".env.example", "copy .env.example .env"), (".env.sample", "cp .env{.sample,}"),
  ])
  func `are named, whatever the name of the sample`(sample: String, command: String) {
    let line = "default: .env of \(sample)"

    #expect(
      awaited("## Start\n```\n\(command)  # fill it in\n```\n", in: "README.md", of: sample) == line
    )
    #expect(awaited("setup:\n\t@\(command)\n", in: "Makefile", of: sample) == line)
    #expect(awaited("setup:\n  \(command)\n", in: "justfile", of: sample) == line)
    #expect(awaited("#!/bin/sh\nset -e\n\(command)\n", in: "scripts/setup.sh", of: sample) == line)
    #expect(awaited("    - run: \(command)\n", in: ".github/workflows/ci.yml", of: sample) == line)
  }

  @Test(arguments: [
    "Run `cp .env.dev.example .env` and edit it.", "1. cp .env.dev.example .env, then start it",
    "Copy `.env.dev.example` to `.env`.", "Copy the file `.env.dev.example` as `.env` first",
  ])
  func `are named in a sentence`(sentence: String) {
    #expect(
      awaited("\(sentence)\n", in: "README.md", of: ".env.dev.example")
        == "default: .env of .env.dev.example")
  }

  @Test(arguments: [
    "never cp .env.dev.example .env", "cp .env.dev.example .env.dev.bak", "cp .env.dev.example",
    "docker compose exec web cp .env.dev.example .env", "cp .env.$STAGE.example .env",
    "scp .env.dev.example shop:.env", "cp .env.dev.example /etc/shop/.env",
    "cp .env.dev.example README.md .env /tmp", "cp .env.qa.example .env",
    "cp .env.dev.example out/",
  ])
  func `are none where a command copies something else`(command: String) {
    let files = [".env.dev.example": "TAG=1\n", "compose.override.yaml": services("web")]

    #expect(
      awaited(files.merging(["Makefile": "setup:\n\t\(command)\n"]) { $1 })
        == "dev: .env.dev of .env.dev.example")
  }

  @Test func `are in another folder than the sample`() {
    let files = [
      "docker/compose.yaml": "services: {web: {image: 'web:${TAG}'}}\n",
      "config/env.dist": "TAG=1\n", "setup.sh": "cp config/env.dist docker/.env\n",
    ]
    let found = discovery(files).environments

    #expect(found.flatMap(\.awaited) == [.init("docker/.env", sample: "config/env.dist")])
    #expect(
      found.flatMap(\.notes).last == "docker/.env is made of config/env.dist in setup.sh:1:1")
  }

  @Test(arguments: [
    "cd docker && cp env.sample .env\n", "```\ncd docker\ncp env.sample .env\n```\n",
  ])
  func `stand where the command has changed the folder`(command: String) {
    let files = [
      "docker/compose.yaml": "services: {web: {image: 'web:${TAG}'}}\n",
      "docker/env.sample": "TAG=1\n", "README.md": command,
    ]

    #expect(awaited(files, beside: [:]) == "default: docker/.env of docker/env.sample")
  }

  @Test func `are the only ones that a sample makes`() {
    let files = [
      "compose.override.yaml": services("web"), ".env.dev.example": "TAG=1\n",
      ".env.example": "TAG=2\n", "README.md": "cp .env.dev.example .env\n",
    ]

    #expect(awaited(files) == "dev: .env of .env.dev.example")
    #expect(awaited(files.merging([".env": "TAG=1\n"]) { $1 }) == "dev: ")
  }

  @Test func `belong to the environment that the sample is named after, where there is one`() {
    let files = [
      "compose.dev.yaml": "services: {web: {image: 'web:${TAG}'}}\n",
      "compose.prod.yaml": "services: {web: {image: 'web:${TAG}'}}\n",
      ".env.dev.example": "TAG=1\n", ".env.prod.example": "TAG=1\n",
      "README.md": "cp .env.dev.example .env\n", "DEPLOY.md": "cp .env.prod.example .env\n",
    ]

    #expect(
      awaited(files, beside: [:])
        == "dev: .env of .env.dev.example\nprod: .env of .env.prod.example")
  }

  @Test func `are told with both samples where commands disagree`() throws {
    let files = [
      ".env.dev.example": "TAG=1\n", ".env.prod.example": "TAG=1\n",
      "README.md": "cp .env.dev.example .env\n\ncp .env.prod.example .env\n",
    ]
    let found = discovery(compose.merging(files) { $1 })
    let environment = try #require(found.environments.first)

    #expect(found.environments.count == 1)
    #expect(environment.awaited.map(\.path) == [".env"])
    #expect(
      environment.notes.last
        == "commands disagree on the sample of .env: .env.dev.example in README.md:1:1, .env.prod.example in README.md:3:1"
    )
    #expect(
      text(found.diagnostics) == """
        compose.yaml:2:16: warning: default lacks TAG, and the file .env that would set it does not exist [DSC03]
          hint: cp .env.dev.example .env, or cp .env.prod.example .env, and fill it in; until then Compose takes an empty text
        """)
    #expect(
      environment.hintOfProduction == ".env.prod.example is a sample of one of its env files")
  }

  @Test func `are those of people, where a workflow copies another sample`() {
    let files = [
      ".env.example": "TAG=1\n", ".env.ci": "TAG=2\n", "README.md": "cp .env.example .env\n",
      ".github/workflows/a.yml": "      - run: cp .env.ci .env\n",
    ]

    #expect(awaited(files) == "default: .env of .env.example")
  }

  @Test func `leave an environment of unknown tier, which is protected`() throws {
    let files = [
      ".env.production.example": "TAG=1\n",
      "README.md": "# Shop\n## Deployment\nssh shop\ncp .env.production.example .env\n",
    ]
    let environment = try #require(discovery(compose.merging(files) { $1 }).environments.first)

    #expect(environment.tierWord == "unknown")
    #expect(
      environment.hintOfProduction == ".env.production.example is a sample of one of its env files")
  }

  @Test func `are made of it also where a command gives them to Compose`() {
    let files = [
      "settings/prod.dist": "TAG=1\n",
      "Makefile": "up:\n\tcp settings/prod.dist .env.prod\n"
        + "\tdocker compose --env-file .env.prod up\n",
    ]

    #expect(awaited(files) == "prod: .env.prod of settings/prod.dist")
  }

  @Test func `are named by a declaration, and the hint has the command`() {
    let files = compose.merging([
      "configs/environment/dev.yaml": """
      schema_version: 1
      environment: {tier: development}
      target: {project: shop, compose_files: [compose.yaml], env_files: [.env]}
      """,
      "env.sample": "TAG=1\n", ".env.example": "TAG=2\n", "README.md": "cp env.sample .env\n",
    ]) { $1 }
    let problems = Project(files).loaded().diagnostics.filter { $0.code == "FILE01" }

    #expect(problems.map(\.hint) == ["cp env.sample .env, and fill it in"])
  }

  @Test func `are hinted at where a service reads them`() {
    func hint(_ commands: String) -> String? {
      MissingFile.copying(to: "api/.env") { path in
        let files = [
          "api/README.md": commands, "api/.env.dev.example": "A=1\n", "api/env.dist": "A=1\n",
          "api/.env.example": "A=1\n",
        ]
        return files[path].map { .text($0) } ?? .missing
      }
    }

    #expect(hint("cp env.dist .env\n") == "cp api/env.dist api/.env, and fill it in")
    #expect(hint("") == "cp api/.env.example api/.env, and fill it in")
    #expect(
      hint("cp env.dist .env\ncp .env.dev.example .env\n")
        == "cp api/env.dist api/.env, or cp api/.env.dev.example api/.env, and fill it in")
  }
}
