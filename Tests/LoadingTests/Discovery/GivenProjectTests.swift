import Testing

@testable import Loading

struct `Project names that commands give` {
  private let files = [
    "compose.dev.yaml": services("web"), "compose.prod.yaml": services("web"),
    "Dockerfile": "FROM scratch\n",
  ]

  private func projects(_ files: [String: String]) -> String {
    discovery(files, folder: "p").environments.map { "\($0.name)=\($0.project)" }
      .joined(separator: " ")
  }

  private func projects(_ command: String, in file: String = "Makefile") -> String {
    projects(files.merging([file: "up:\n\t\(command)\n"]) { $1 })
  }

  @Test(arguments: [
    "docker compose -p live -f compose.prod.yaml up -d",
    "docker compose -f compose.prod.yaml --project-name live up -d",
    "docker-compose --project-name=\"live\" -f compose.prod.yaml up",
    "COMPOSE_PROJECT_NAME=live docker compose -f compose.prod.yaml up -d",
    "COMPOSE_PROJECT_NAME='live' docker compose -f compose.prod.yaml up -d",
    "export COMPOSE_PROJECT_NAME=other; docker compose -p live -f compose.prod.yaml up",
    "COMPOSE_PROJECT_NAME=other docker compose -p live -f compose.prod.yaml up",
    "$(COMPOSE) -p live -f compose.prod.yaml up  # docker compose",
    "docker compose -plive -f compose.prod.yaml up -d",
    "docker-compose -f compose.prod.yaml -p=live up -d",
  ])
  func `are those of the environment of the command`(command: String) {
    #expect(projects(command) == "dev=p prod=live")
  }

  @Test(arguments: [
    "docker compose -f compose.prod.yaml run -p 80:80 web", "mkdir -p live # docker compose",
    "docker compose -p <project> -f compose.prod.yaml up",
    "docker compose -p \"$PROJECT\" -f compose.prod.yaml up",
    "COMPOSE_PROJECT_NAME= docker compose -f compose.prod.yaml up",
    "docker compose -p live -f compose.other.yaml up",
  ])
  func `are none where the command gives none that is known`(command: String) {
    #expect(projects(command) == "dev=p-dev prod=p-prod")
  }

  @Test func `go before those that files say`() {
    let named = ["compose.prod.yaml": "name: web\n" + services("web"), ".env.prod": "A=1\n"]
    let command = ["deploy.sh": "docker compose -p live -f compose.prod.yaml up\n"]

    #expect(projects(files.merging(named) { $1 }) == "dev=p prod=web")
    #expect(projects(files.merging(named) { $1 }.merging(command) { $1 }) == "dev=p prod=live")
  }

  @Test(arguments: [
    ("up.sh", "#!/bin/sh\nexport COMPOSE_PROJECT_NAME=live\nUP\n"),
    ("up.sh", "export COMPOSE_PROJECT_NAME='live'  # of all\ncd .\nUP\n"),
    ("up.sh", "COMPOSE_PROJECT_NAME=live\nexport COMPOSE_PROJECT_NAME\nUP\n"),
    ("up.sh", "COMPOSE_PROJECT_NAME=live; export COMPOSE_PROJECT_NAME\nUP\n"),
    ("bin/up", "export COMPOSE_PROJECT_NAME=\"${COMPOSE_PROJECT_NAME:-live}\"\nUP\n"),
    ("up.sh", "set -a\nCOMPOSE_PROJECT_NAME=live\nUP\n"),
    ("Makefile", "export COMPOSE_PROJECT_NAME ?= live\nup:\n\tUP\n"),
    ("Makefile", "COMPOSE_PROJECT_NAME ?= live\nup:\n\tUP\nexport COMPOSE_PROJECT_NAME\n"),
    ("Makefile", "export\nCOMPOSE_PROJECT_NAME := live\nup:\n\tUP\n"),
    ("justfile", "export COMPOSE_PROJECT_NAME := \"live\"\nup:\n  UP\n"),
  ])
  func `are given to all commands of a script`(file: String, text: String) {
    let script = text.replacing("UP", with: "docker compose -f compose.prod.yaml up -d")

    #expect(projects(files.merging([file: script]) { $1 }) == "dev=p prod=live")
    let plain = [
      "compose.yaml": services("web"), file: text.replacing("UP", with: "docker compose up"),
    ]
    #expect(projects(plain) == "default=live")
  }

  @Test(arguments: [
    ("up.sh", "COMPOSE_PROJECT_NAME=live\nUP\n"),
    ("up.sh", "UP\nexport COMPOSE_PROJECT_NAME=live\n"),
    ("up.sh", "# export COMPOSE_PROJECT_NAME=live\nUP\n"),
    ("up.sh", "if test -n \"$CI\"; then\n  export COMPOSE_PROJECT_NAME=live\nfi\nUP\n"),
    ("up.sh", "export COMPOSE_PROJECT_NAME=one\nexport COMPOSE_PROJECT_NAME=two\nUP\n"),
    ("up.sh", "export COMPOSE_PROJECT_NAME=$NAME\nUP\n"),
    ("up.sh", "export COMPOSE_PROJECT_NAME=$(basename $PWD)\nUP\n"),
    ("Makefile", "COMPOSE_PROJECT_NAME ?= live\nup:\n\tUP\n"),
    ("Makefile", "up:\n\texport COMPOSE_PROJECT_NAME=live\n\tUP\n"),
    ("README.md", "export COMPOSE_PROJECT_NAME=live\n\nUP\n"),
  ])
  func `are none where a script gives none for sure`(file: String, text: String) {
    let script = text.replacing("UP", with: "docker compose -f compose.prod.yaml up -d")

    #expect(projects(files.merging([file: script]) { $1 }) == "dev=p-dev prod=p-prod")
  }

  @Test func `are those of a command before those of its script`() {
    let script =
      "export COMPOSE_PROJECT_NAME=shop\ndocker compose -p live -f compose.prod.yaml up\n"

    #expect(projects(files.merging(["up.sh": script]) { $1 }) == "dev=p prod=live")
  }

  @Test func `stand for words like the files beside them`() {
    #expect(
      projects("docker compose -p shop-$(ENV) -f compose.$(ENV).yaml up")
        == "dev=shop-dev prod=shop-prod")
  }

  @Test func `hold for the files that Compose reads by default`() {
    let files = [
      "compose.yaml": services("web"), "README.md": "docker compose -p live up -d\n",
    ]

    #expect(projects(files) == "default=live")
  }

  @Test func `are told apart by the env file where environments have the same files`() {
    let up = "docker compose --env-file"
    let script = "\(up) .env.dev -p one up\n\(up) .env.prod -p two up\n"

    #expect(
      projects(["compose.yaml": services("web"), "up.sh": script]) == "dev=one prod=two")
  }

  @Test func `are told with their place`() {
    let command = ["Makefile": "up:\n\tdocker compose -p live -f compose.prod.yaml up -d\n"]
    let notes = discovery(files.merging(command) { $1 }).environments.map(\.notes)

    #expect(notes == [[], ["its project is named live in Makefile:2:1"]])
  }

  @Test func `are told and not taken where they disagree`() {
    let up = "docker compose -f compose.prod.yaml -p"
    let command = ["up.sh": "\(up) one up\n\(up) two up\n"]
    let prod = discovery(files.merging(command) { $1 }, folder: "p").environments[1]

    #expect(prod.project == "p-prod")
    #expect(
      prod.notes == [
        "commands disagree on the name of its project: one in up.sh:1:1, two in up.sh:2:1",
        "its project is named p-prod because other environments also use p",
        "a stack that already runs as p keeps that name, and so do its volumes",
      ])
  }

  @Test func `are kept by the one environment to which they are given`() {
    let files = [
      "compose.yaml": services("web", "db"), "compose.prod.yaml": services("web"),
      "Makefile": "up:\n\tdocker compose -p p -f compose.prod.yaml up -d\n",
    ]

    #expect(projects(files) == "default=p-default prod=p")
  }
}
