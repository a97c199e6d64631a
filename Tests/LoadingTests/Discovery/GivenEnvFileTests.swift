import Testing

@testable import Environments
@testable import Loading

struct `Env files that commands give to Compose` {
  private let files = [
    "compose.yaml": services("web"), "compose.prod.yaml": "services: {web: {restart: always}}\n",
    ".env": "A=1\n", "config/web.env": "A=2\n", ".env.staging": "A=3\n", ".env.example": "A=\n",
  ]

  private func prod(_ command: String, in file: String = "Makefile") -> String? {
    let lines = found(files.merging([file: command + "\n"]) { $1 })
    return lines.split(separator: "\n").first { $0.hasPrefix("prod:") }.map(String.init)
  }

  @Test(arguments: [
    "docker compose -f compose.yaml -f compose.prod.yaml --env-file config/web.env up -d",
    "docker compose --env-file=config/web.env -f compose.yaml -f compose.prod.yaml up",
    "docker compose --env-file $(ROOT)/config/web.env -f compose.yaml -f compose.prod.yaml up",
    "cd . && docker-compose --env-file \"config/web.env\" -f compose.yaml -f compose.prod.yaml up",
  ])
  func `belong to the environment of the command, in place of .env`(command: String) {
    #expect(prod(command) == "prod: compose.yaml compose.prod.yaml with config/web.env")
  }

  @Test(arguments: [
    "docker compose -f compose.yaml -f compose.prod.yaml --env-file .env.example config",
    "docker compose -f compose.yaml -f compose.prod.yaml --env-file /etc/shop/app.env up",
    "docker compose -f compose.yaml -f compose.prod.yaml --env-file ~/app.env up",
    "docker compose -f compose.yaml -f compose.prod.yaml --env-file $ENV_FILE up",
    "docker compose -f compose.yaml --env-file config/web.env up",
    "docker run --env-file config/web.env web",
  ])
  func `say nothing of it where they are for something else`(command: String) {
    #expect(prod(command) == "prod: compose.yaml compose.prod.yaml with .env")
  }

  @Test func `count for the files that a command names, whatever they are named after`() throws {
    let command = "docker compose -f compose.yaml -f compose.prod.yaml --env-file .env.staging up"

    #expect(prod(command) == "prod: compose.yaml compose.prod.yaml with .env.staging")
    let environment = discovery(files.merging(["Makefile": command + "\n"]) { $1 }).environments
      .first { $0.name == "prod" }
    let why = try #require(environment).why
    #expect(why.contains(".env.staging is named after staging, and Makefile:1:1 gives it"))
  }

  @Test func `say nothing where two commands disagree`() {
    let up = "docker compose -f compose.yaml -f compose.prod.yaml --env-file"

    #expect(
      prod("\(up) config/web.env up\n\(up) .env up")
        == "prod: compose.yaml compose.prod.yaml with .env")
  }
}

struct `Env files that are named and missing` {
  private let base = ["compose.yaml": "services:\n  web: {image: 'web:${TAG}'}\n"]

  private func lines(_ files: [String: String]) -> String {
    discovery(base.merging(files) { $1 }).environments.map { environment in
      let declared = (environment.declaredEnvFiles ?? []).joined(separator: " ")
      let files = environment.composeFiles.map(\.path).joined(separator: " ")
      return "\(environment.name) \(environment.tierWord): \(files) awaiting \(declared)"
    }.joined(separator: "\n")
  }

  @Test(arguments: [
    (".env.prod", "prod production"), (".env.production", "production production"),
    (".env.staging", "staging staging"), (".env.dev", "dev development"),
    ("env/prod.env", "prod production"), ("envs/stg/.env", "stg staging"),
    (".envs/.production/.compose", "production production"),
  ])
  func `make an environment where a command gives them to Compose`(path: String, name: String) {
    #expect(
      lines(["Makefile": "\tdocker compose --env-file \(path) up -d\n"])
        == "\(name): compose.yaml awaiting \(path)")
    #expect(
      lines(["Makefile": "\tdocker-compose -f compose.yaml --env-file=\(path) up -d\n"])
        == "\(name): compose.yaml awaiting \(path)")
  }

  @Test func `make one each where commands give several`() {
    let readme = """
      docker compose --env-file .env.staging up
      docker compose --env-file .env.prod up
      docker run --env-file .env.qa web
      """

    #expect(
      lines(["README.md": readme]) == """
        staging staging: compose.yaml awaiting .env.staging
        prod production: compose.yaml awaiting .env.prod
        """)
  }

  @Test func `are beside the files that Compose reads by default in the folder of the command`() {
    let files = [
      "deploy/compose.yaml": services("web"), "deploy/compose.override.yaml": services("web"),
      "scripts/up.sh": "cd deploy && docker compose --env-file ../.env.prod up\n",
    ]

    #expect(
      found(files) == "prod: deploy/compose.yaml deploy/compose.override.yaml")
    #expect(discovery(files).environments.map(\.declaredEnvFiles) == [[".env.prod"]])
  }

  @Test(arguments: [
    (".env.prod", "prod production"), (".env.production", "production production"),
    (".env.staging", "staging staging"), (".env.dev", "dev development"),
    ("./env/prod.env", "prod production"), (".envs/.production/.django", "production production"),
  ])
  func `name the environment where the services read them`(path: String, name: String) {
    let file = "services:\n  a: {image: a, env_file: ['\(path)']}\n  b: {image: b}\n"

    #expect(lines(["compose.yaml": file]) == "\(name): compose.yaml awaiting ")
  }

  @Test func `name none where the services read those of two environments`() {
    let file =
      "services:\n  a: {image: a, env_file: .env.dev}\n  b: {image: b, env_file: .env.prod}\n"

    #expect(lines(["compose.yaml": file]) == "default unknown: compose.yaml awaiting ")
  }

  @Test func `take the place of .env, as Compose reads them`() {
    let files = [
      ".env": "TAG=1\n", "compose.staging.yaml": services("web"),
      "Makefile": "up:\n\tdocker compose -f compose.staging.yaml --env-file .env.staging up -d\n",
    ]

    #expect(lines(files).hasSuffix("staging staging: compose.staging.yaml awaiting .env.staging"))
    #expect(found(files).hasSuffix("staging: compose.staging.yaml"))
  }
}

struct `Templates of variants` {
  private let files = [
    "docker-compose.prod.mongo.yml":
      "services: {db: {image: a, env_file: .env, environment: {U: '${DB_USER}'}}}\n",
    "docker-compose.prod.pg.yml":
      "services: {db: {image: b, env_file: .env, environment: {U: '${DB_USER:-root}'}}}\n",
    ".env.prod.example": "DB_USER=root\n",
  ]

  @Test func `belong to each variant of the environment`() {
    let lines = discovery(files).environments.map { environment in
      "\(environment.name): \((environment.declaredEnvFiles ?? []).joined(separator: " "))"
    }

    #expect(lines == ["prod-mongo: .env.prod", "prod-pg: .env.prod"])
  }

  @Test func `are named where the env file of all is missing`() {
    let hint = MissingFile.copying(to: ".env", for: "prod-pg") { path in
      files[path].map { .text($0) } ?? .missing
    }

    #expect(hint == "cp .env.prod.example .env, and fill it in")
    #expect(MissingFile.copying(to: ".env", for: "staging") { _ in .missing } == nil)
  }
}

struct `Commands whose files only a script knows` {
  private func unread(_ script: String) -> [String] {
    discovery(["compose.yaml": services("web"), "deploy.sh": script]).leftOut.unreadLines
  }

  @Test(arguments: [
    ("docker compose -f \"$COMPOSE_FILE\" --env-file .env up -d", "-f $COMPOSE_FILE"),
    ("docker compose --file=${FILE} up", "--file ${FILE}"),
    ("docker-compose --env-file \"$ENV_FILE\" -f compose.yaml up", "--env-file $ENV_FILE"),
    ("$COMPOSE_CMD --env-file \"$ENV_FILE\" up", "--env-file $ENV_FILE"),
    (
      "docker compose -f compose.yaml --env-file \"profiles/${PROFILE}.env\" up",
      "--env-file profiles/${PROFILE}.env"
    ),
  ])
  func `are told with their place`(command: String, option: String) {
    #expect(
      unread("cd .\n\(command)\n") == [
        "not read: deploy.sh:2:1 gives Compose \(option), and only the script knows which file that is"
      ])
  }

  @Test(arguments: [
    "docker compose logs -f \"$SERVICE\"", "docker compose -f $ROOT/compose.yaml up",
    "docker compose -f compose.$STAGE.yaml --env-file .env.$STAGE up",
    "docker compose -f compose.yaml -p \"$PROJECT\" up", "docker run --env-file $ENV_FILE web",
    "grep -f $COMPOSE_FILE compose.log",
  ])
  func `are none where they are known, or are options of something else`(command: String) {
    #expect(unread(command) == [])
  }

  @Test func `are told once a script and option`() {
    let up = "docker compose -f \"$FILE\""

    #expect(unread("\(up) pull\n\(up) up\n").count == 1)
  }

  @Test func `say nothing of the files that they name beside the variable`() {
    let files = [
      "compose.yaml": services("web"), "compose.prod.yaml": "services: {web: {restart: always}}\n",
      "deploy.sh": "docker compose -f \"$BASE\" -f compose.prod.yaml up\n",
    ]

    #expect(found(files).hasSuffix("prod: compose.yaml compose.prod.yaml"))
    let why = discovery(files).environments.map { $0.why.joined() }.joined()
    #expect(!why.contains("deploy.sh"))
  }
}
