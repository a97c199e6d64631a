import Testing

@testable import Environments
@testable import Loading

struct `The environment that people name in words` {
  private func told(_ files: [String: String]) -> String {
    discovery(["compose.yaml": services("web")].merging(files) { $1 }).environments
      .filter { $0.composeFiles.map(\.path) == ["compose.yaml"] }
      .map { "\($0.name) \($0.tierWord): \($0.notes.first ?? "")" }.joined(separator: "\n")
  }

  @Test(arguments: [
    (
      "# Shop Development Environment\n# Usage: docker compose up -d\n",
      "development development: its title in compose.yaml:1:1 says development"
    ),
    (
      "version: '3'\n\n# ====\n# Local development\n",
      "development development: its title in compose.yaml:4:1 says development"
    ),
    (
      "# The stack of production.\n",
      "production production: its title in compose.yaml:1:1 says production"
    ),
    ("# Not for production\n", "default unknown: no file says which environment it is"),
    ("# Production-ready stack\n", "default unknown: no file says which environment it is"),
    ("# Beside compose.prod.yaml\n", "default unknown: no file says which environment it is"),
    ("# Development and production\n", "default unknown: no file says which environment it is"),
    ("# Runs the live tests\n", "default unknown: no file says which environment it is"),
  ])
  func `is in the title of the Compose file`(title: String, line: String) {
    #expect(told(["compose.yaml": title + services("web")]) == line)
  }

  @Test(arguments: [
    (
      "README.md", "# Shop\n### Development\n```bash\ndocker compose up -d\n```\n",
      "development development: the heading in README.md:2:1 says development"
    ),
    (
      "README.md", "## Staging\n### Start\nRun `docker-compose up`.\n",
      "staging staging: the heading in README.md:1:1 says staging"
    ),
    (
      "README.md", "## Start\n```\n# for development\ndocker compose up\n```\n",
      "development development: the comment in README.md:3:1 says development"
    ),
    (
      "Makefile", ".PHONY: dev\ndev: build\n\tdocker compose up\n",
      "dev development: the target in Makefile:2:1 says dev"
    ),
    (
      "Makefile", "# Starts development\nup:\n\t@docker compose -p shop up -d\n",
      "development development: the comment in Makefile:1:1 says development"
    ),
    (
      "package.json", "{\"scripts\": {\n  \"docker:dev\": \"docker compose up\"\n}}\n",
      "dev development: the target in package.json:2:1 says dev"
    ),
    (
      "scripts/dev.sh", "#!/bin/sh\ncd ..\ndocker compose up\n",
      "dev development: the name of scripts/dev.sh:3:1 says dev"
    ),
    (
      "up.sh", "case $1 in\n  prod) docker compose up -d ;;\nesac\n",
      "prod production: the target in up.sh:2:1 says prod"
    ),
    (
      "up.sh", "start_dev() {\n  docker compose up\n}\n",
      "dev development: the target in up.sh:1:1 says dev"
    ),
  ])
  func `stands around a command without a file`(file: String, text: String, line: String) {
    #expect(told([file: text]) == line)
  }

  @Test(arguments: [
    ("Makefile", "dev: down up\ndown:\n\tdocker compose down\nup:\n\tdocker compose up\n"),
    ("Makefile", "## Starts\nup:\n\tdocker compose up\nrestart: down up\ndev: up ## start\n"),
    ("justfile", "up:\n  docker compose up\n\ndev: build && (up)\n"),
    ("ops.just", "dev: up\n\nup:\n  docker compose up -d\n"),
    (".justfile", "dev: up\nup:\n  docker compose up -d\n"),
    ("scripts/x.just", "dev:\n  docker compose up -d\n"),
  ])
  func `stands at the one target that starts that of the command`(file: String, text: String) {
    #expect(told([file: text]).hasPrefix("dev development: the target in \(file):"))
  }

  @Test(arguments: [
    ("Makefile", "dev: up\nprod: up\nup:\n\tdocker compose up\n"),
    ("Makefile", "dev: build\nbuild:\n\tdocker compose build\nup:\n\tdocker compose up\n"),
    ("Makefile", "dev staging: up\nup:\n\tdocker compose up\n"),
    ("Makefile", "all: up\nup:\n\tdocker compose up\n"),
    (".just.md", "dev: up\nup:\n  docker compose up\n"),
    ("README.md", "## Development\n## Start\ndocker compose up\n"),
    ("README.md", "## Development and production\ndocker compose up\n"),
    ("README.md", "## Development\ndocker compose --profile debug up\n"),
    ("README.md", "## Development\ndocker compose down\n"),
    ("README.md", "## Production\nNever run docker compose up\n"),
    ("Makefile", "test:\n\tdocker compose up -d\n"),
    ("Makefile", "dev:\n\tnpm start\nup:\n\tdocker compose up\n"),
    ("Makefile", "export COMPOSE_FILE = a.yaml\ndev:\n\tdocker compose up\n"),
    ("up.sh", "start_dev() {\n  npm start\n}\ndocker compose up\n"),
    (".github/workflows/ci.yml", "# dev\nrun: docker compose up\n"),
  ])
  func `is not what stands elsewhere`(file: String, text: String) {
    #expect(told([file: text]) == "default unknown: no file says which environment it is")
  }

  @Test func `is unclear where two places disagree`() {
    #expect(
      told([
        "README.md": "## Production\ndocker compose up\n",
        "Makefile": "dev:\n\tdocker compose up\n",
      ])
        == "default unknown: it is not clear which environment it is: the target in Makefile:1:1 says dev, and the heading in README.md:1:1 says production"
    )
  }

  @Test func `is unclear where something hints at production`() {
    let compose = "services: {web: {image: a, environment: {NODE_ENV: production}}}\n"

    #expect(
      told(["compose.yaml": "# Development\n" + compose])
        == "default unknown: it is not clear which environment it is: its title in compose.yaml:1:1 says development, but NODE_ENV in compose.yaml:2:52 says production"
    )
  }

  @Test func `gives only its tier where another environment has its name`() {
    let files = [
      "compose.yaml": "name: a\n# Development\n" + services("web"),
      "compose.dev.yaml": "name: b\n" + services("web"),
    ]

    #expect(
      told(files) == "default development: its title in compose.yaml:2:1 says development")
  }

  @Test func `stands beside production that has a file of its own`() {
    let files = [
      "Makefile": "dev:\n\tdocker compose up\n",
      "compose.prod.yaml": "services: {web: {tty: true}}\n",
    ]

    #expect(told(files) == "dev development: the target in Makefile:1:1 says dev")
  }
}
