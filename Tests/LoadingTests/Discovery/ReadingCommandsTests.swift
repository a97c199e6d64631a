import Testing

@testable import Loading

struct `Which files a text gives to Compose` {
  @Test(arguments: [
    ("docker compose -f a.yml -f b.prod.yml up", "a.yml b.prod.yml"),
    ("COMPOSE := docker-compose --file=a.yml --file b.prod.yml", "a.yml b.prod.yml"),
    ("export COMPOSE_FILE=a.yml:b.prod.yml  # for docker compose", "a.yml b.prod.yml"),
    ("docker compose -f $(PWD)/a.yml -f ${PWD}/b.$(ENV).yml up", "a.yml b.prod.yml"),
    ("docker compose -f ./a.yml logs -f web", "none"), ("kubectl apply -f b.prod.yml", "none"),
    ("docker compose -f gone.yml -f b.prod.yml up", "none"),
    ("docker stack deploy -c b.prod.yml shop", "b.prod.yml"),
  ])
  func `the files of a command are read as text`(line: String, files: String) {
    #expect(namedFiles(in: "# docker\n\(line)\n", of: .program) == files)
  }

  @Test(arguments: [
    ("# Usage: docker compose -f b.prod.yml up -d", "b.prod.yml:1"),
    (
      "# Production.\n#\n#   sudo docker-compose -p shop -f b.prod.yml up\nservices: {}",
      "b.prod.yml:3"
    ),
    ("name: shop\n\n# Start (docker compose --env-file .env -f b.prod.yml).", "b.prod.yml:3"),
    ("# Use:\r\n# docker compose -f a.yml \\\r\n#   -f b.prod.yml up\r\n", "a.yml b.prod.yml:2"),
    ("# Avvio: docker compose -f a.yml\n#                -f b.prod.yml", "a.yml b.prod.yml:1"),
    ("\u{FEFF}# docker compose -f b.prod.yml up", "b.prod.yml:1"),
    ("# Never run docker compose -f b.prod.yml up", "none"),
    ("# Do not start it alone: docker compose -f b.prod.yml", "none"),
    ("services:\n  # docker compose -f b.prod.yml up\n  web: {}", "none"),
    ("services:\n  web: {command: docker compose -f b.prod.yml up}", "none"),
  ])
  func `the comment at the head of a Compose file tells how it is used`(
    text: String, files: String
  ) {
    #expect(placedFiles(in: text, of: .header) == files)
  }

  @Test(arguments: [
    ("#!/bin/sh\n# Usage: docker compose -f b.prod.yml up\n", "b.prod.yml:2"),
    ("## Production:\n##   docker compose -f b.prod.yml \\\n##    up\n", "b.prod.yml:2"),
    ("up:\n\t# docker compose -f b.prod.yml up\n", "none"),
    ("// docker compose -f b.prod.yml up\n", "none"),
    ("# Usage: x\n\nup:\n# docker compose -f b.prod.yml\n", "none"),
    ("docker compose -f a.yml up # not -f b.prod.yml\n", "none"),
    ("up: ## docker compose -f b.prod.yml up\n", "b.prod.yml:1"),
  ])
  func `what a script comments out is no command`(text: String, files: String) {
    #expect(placedFiles(in: text, of: .program) == files)
    #expect(placedFiles(in: "# docker compose -f b.prod.yml", of: .workflow) == "none")
  }

  private func namedFiles(in text: String, of kind: CommandLines.Kind) -> String {
    lists(in: text, of: kind).first?.files.joined(separator: " ") ?? "none"
  }

  private func placedFiles(in text: String, of kind: CommandLines.Kind) -> String {
    lists(in: text, of: kind).first.map {
      "\($0.files.joined(separator: " ")):\($0.location.line)"
    } ?? "none"
  }

  private func lists(in text: String, of kind: CommandLines.Kind) -> [CommandList] {
    RepositoryCommands(
      ComposeCommand.commands(in: text, file: "up", of: kind), known: ["a.yml", "b.prod.yml"]
    ).lists(with: "b.prod.yml")
  }
}
