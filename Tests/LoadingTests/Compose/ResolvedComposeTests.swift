import Testing

@testable import Environments
@testable import Loading

struct `Resolving a Compose model` {
  private let environment = ComposeFixture.resolved.environments[0]

  @Test func `every value has the position that set it, across short and long forms`() {
    #expect(
      environment.settings.filter { $0.key.source == .compose }.listing == """
        compose networks.default.name = trading-dev_default <- supplied by Compose
        compose networks.internal.name = trading-dev_internal <- supplied by Compose
        compose secrets.exchange_key.file = ./docker/secrets/exchange.key <- docker/docker-compose.dev.yml:62:11 (compose)
        compose secrets.exchange_key.name = trading-dev_exchange_key <- supplied by Compose
        compose services.api.command = [serve, --role, api] <- docker/docker-compose.dev.yml:6:14 (compose)
        compose services.api.depends_on.migrate = service_completed_successfully <- docker/docker-compose.dev.yml:17:20 (compose)
        compose services.api.depends_on.quotes = service_healthy <- docker/docker-compose.dev.yml:19:20 (compose)
        compose services.api.deploy.resources.limits.cpus = 0.5 <- docker/docker-compose.dev.yml:38:17 (compose)
        compose services.api.deploy.resources.limits.memory = 256M <- docker/docker-compose.local.yml:8:19 (compose)
        compose services.api.environment.DATABASE_URL = postgres://trader:•••@db/trades <- docker/docker-compose.dev.yml:14:21 (compose)
        compose services.api.environment.LOG_LEVEL = debug <- docker/docker-compose.dev.yml:10:18 (compose)
        compose services.api.environment.PRICE = 5$ <- docker/docker-compose.dev.yml:12:14 (compose)
        compose services.api.environment.WORKERS = 2 <- docker/docker-compose.local.yml:4:16 (compose)
        compose services.api.healthcheck.interval = 2s <- docker/docker-compose.dev.yml:32:17 (compose)
        compose services.api.healthcheck.start_period = 1m30s <- docker/docker-compose.dev.yml:33:21 (compose)
        compose services.api.healthcheck.test = [CMD, /trading-api, healthcheck] <- docker/docker-compose.dev.yml:31:13 (compose)
        compose services.api.image = triptych/trading-api:1.2.0 <- docker/docker-compose.dev.yml:5:12 (compose)
        compose services.api.labels.team = trading <- docker/docker-compose.dev.yml:29:13 (compose)
        compose services.api.networks.internal = {} <- docker/docker-compose.dev.yml:40:16 (compose)
        compose services.api.ports.8080/tcp = 127.0.0.1:18080 <- docker/docker-compose.dev.yml:8:9 (compose)
        compose services.api.restart = unless-stopped <- docker/docker-compose.dev.yml:34:14 (compose)
        compose services.api.secrets.exchange_key = exchange_key <- docker/docker-compose.dev.yml:26:15 (compose)
        compose services.api.volumes./etc/trading = ./.triptych/run/dev/config (read-only) <- docker/docker-compose.dev.yml:22:9 (compose)
        compose services.api.volumes./var/lib/trading = data <- docker/docker-compose.dev.yml:21:9 (compose)
        compose services.migrate.build.context = ./docker/trading-api <- docker/docker-compose.dev.yml:53:12 (compose)
        compose services.migrate.build.dockerfile = Dockerfile <- supplied by Compose
        compose services.migrate.command = [migrate, up] <- docker/docker-compose.dev.yml:54:14 (compose)
        compose services.migrate.networks.default = {} <- supplied by Compose
        compose services.quotes.deploy.replicas = 2 <- docker/docker-compose.dev.yml:50:17 (compose)
        compose services.quotes.environment.ROLE = quotes <- docker/docker-compose.dev.yml:45:9 (compose)
        compose services.quotes.environment.UPSTREAM = http://api:18080 <- docker/docker-compose.dev.yml:46:9 (compose)
        compose services.quotes.healthcheck.test = [CMD, /trading-api, healthcheck] <- docker/docker-compose.dev.yml:48:13 (compose)
        compose services.quotes.image = triptych/trading-api:1.2.0 <- docker/docker-compose.dev.yml:43:12 (compose)
        compose services.quotes.networks.default = {} <- supplied by Compose
        compose volumes.data.name = trading-dev_data <- supplied by Compose
        """)
  }

  @Test func `secrets become fingerprints, whether named, mounted or inside a URL`() {
    #expect(
      environment.settings.filter { $0.key.source == .secrets }.listing == """
        secrets exchange_key = •••(length-2) <- docker/docker-compose.dev.yml:62:11 (compose)
        secrets services.api.environment.DATABASE_URL = •••(length-7) <- docker/docker-compose.dev.yml:14:21 (compose)
        secrets services.api.environment.EXCHANGE_API_KEY = •••(length-8) <- docker/docker-compose.dev.yml:13:25 (compose)
        """)
  }

  @Test func `the layer values tell every file that set a value`() throws {
    let key = SettingKey(.compose, "services.api.environment.WORKERS")

    let explanation = try #require(explain(environment, key))

    #expect(
      explanation.text == """
        services.api.environment.WORKERS (compose) of dev
          wins        2  docker/docker-compose.local.yml:4:16 (compose)
          overridden  4  docker/docker-compose.dev.yml:11:16 (compose)
        """)
  }

  @Test func `a value that interpolates names the line of its variable`() throws {
    let key = SettingKey(.compose, "services.api.ports.8080/tcp")

    let explanation = try #require(explain(environment, key))

    #expect(
      explanation.text == """
        services.api.ports.8080/tcp (compose) of dev
          wins        127.0.0.1:18080  docker/docker-compose.dev.yml:8:9 (compose)
                                       with docker/.env.dev:2:1 (env file)
        """)
  }

  @Test func `amounts compare by value and read as written`() throws {
    let key = SettingKey(.compose, "services.api.deploy.resources.limits.memory")

    let setting = try #require(environment.setting(key))

    #expect(setting.value == .bytes(Quantity(268_435_456, written: "256 MiB")))
    #expect(setting.layerValues.map(\.value.text) == ["128M", "256M"])
  }

  @Test func `services come from the model`() {
    #expect(environment.composeState == .resolved)
    #expect(
      environment.services.map(\.summary) == [
        "api ×1 triptych/trading-api:1.2.0, checked, after migrate, quotes",
        "migrate ×1 -, one-shot",
        "quotes ×2 triptych/trading-api:1.2.0, checked",
      ])
  }

  @Test func `files that Compose refuses stay as written, with its words`() {
    let configuration = Configuration(environments: [ComposeFixture.environment]).resolved(
      ["dev": .refused("services.api.ports must be a list")], root: "/srv/trading",
      read: ComposeFixture.read, fingerprint: ComposeFixture.fingerprint)

    #expect(
      configuration.environments[0].composeState == .failed("services.api.ports must be a list"))
    #expect(
      configuration.violations.map(\.description) == [
        "docker/docker-compose.dev.yml:1:1: error: Compose refuses the files of dev: "
          + "services.api.ports must be a list [CMP02]"
      ])
  }

  @Test
  func `files of which Compose could not be asked stay as written, and it is not the files' fault`()
  {
    let configuration = Configuration(environments: [ComposeFixture.environment]).resolved(
      ["dev": .unavailable("The plugin is missing.")], root: "/srv/trading",
      read: ComposeFixture.read, fingerprint: ComposeFixture.fingerprint)

    #expect(configuration.environments[0].composeState == .unasked("The plugin is missing."))
    #expect(
      configuration.violations.map(\.description) == [
        "docker/docker-compose.dev.yml:1:1: error: Compose cannot be asked about the files of dev, "
          + "which are read as written: The plugin is missing. [CMP05]"
      ])
  }

  @Test func `an answer that is no project is a refusal`() {
    let configuration = Configuration(environments: [ComposeFixture.environment]).resolved(
      ["dev": .model(json: "[]", warnings: [])], root: "/srv/trading", read: ComposeFixture.read,
      fingerprint: ComposeFixture.fingerprint)

    #expect(
      configuration.environments[0].composeState
        == .failed("the answer of docker compose config is not the JSON of a project"))
  }

  @Test func `a secret that the next launch makes is no problem, one that nobody declares is`() {
    var environment = ComposeFixture.environment
    environment.declaredSecrets = [DeclaredSecret("token", .token)]
    let folder = "/srv/trading/.triptych/secrets/dev"
    let json =
      #"{"secrets": {"a": {"file": "\#(folder)/token"}, "b": {"file": "\#(folder)/tokn"}}}"#
    let configuration = Configuration(environments: [environment]).resolved(
      ["dev": .model(json: json, warnings: [])], root: "/srv/trading", read: ComposeFixture.read,
      fingerprint: ComposeFixture.fingerprint)

    #expect(
      configuration.violations.map(\.description) == [
        """
        error: the secret b of dev has no file .triptych/secrets/dev/tokn [CMP04]
          hint: declare tokn under secrets: in the environment's file, and the next launch makes it
        """
      ])
  }

  @Test func `a secret in a revision is looked up where the next launch takes it from`() {
    var environment = ComposeFixture.environment
    environment.declaredSecrets = [DeclaredSecret("token", .token)]
    let folder = "/srv/trading/.triptych/run/dev/0123456789ab/secrets"
    let json =
      #"{"secrets": {"a": {"file": "\#(folder)/token"}, "b": {"file": "\#(folder)/tokn"}}}"#
    let configuration = Configuration(environments: [environment]).resolved(
      ["dev": .model(json: json, warnings: [])], root: "/srv/trading", read: ComposeFixture.read,
      fingerprint: ComposeFixture.fingerprint)

    #expect(configuration.violations.count == 1)
    #expect(
      configuration.violations.first?.description.contains(
        "the secret b of dev has no file .triptych/secrets/dev/tokn [CMP04]") == true)
  }

  @Test func `a secret that Compose mounts from a file is no secret in plain text`() {
    let json = #"{"secrets": {"token": {"file": "/srv/trading/.triptych/secrets/dev/token"}}}"#
    let configuration = Configuration(environments: [ComposeFixture.environment]).resolved(
      ["dev": .model(json: json, warnings: [])], root: "/srv/trading",
      read: { $0 == ".triptych/secrets/dev/token" ? .text("x") : ComposeFixture.read($0) },
      fingerprint: ComposeFixture.fingerprint)

    #expect(configuration.violations == [])
    #expect(configuration.environments[0].setting(SettingKey(.secrets, "token")) != nil)
  }

  @Test func `a secret without its file and a warning of Compose are told`() {
    let json = #"{"secrets": {"token": {"file": "/srv/trading/docker/secrets/token"}}}"#
    let configuration = Configuration(environments: [ComposeFixture.environment]).resolved(
      ["dev": .model(json: json, warnings: ["The \"X\" variable is not set."])],
      root: "/srv/trading", read: ComposeFixture.read, fingerprint: ComposeFixture.fingerprint)

    #expect(
      configuration.violations.map(\.description) == [
        """
        error: the secret token of dev has no file docker/secrets/token [CMP04]
          hint: create the file; the engine refuses to start a service that mounts it
        """,
        """
        docker/docker-compose.dev.yml:1:1: warning: Compose says of dev: The "X" variable is not set. [CMP03]
        """,
      ])
  }

  @Test
  func
    `a value from env_file, extends or a variable port has the position that names it`()
  {
    let file = """
      services:
        api:
          env_file: [api.env]
          ports: ["${API_PORT}:${API_PORT}"]
        other:
          extends: {file: common.yml, service: base}
      """
    let json = #"""
      {"services": {
        "api": {"environment": {"A": "1"}, "ports": [
          {"mode": "ingress", "target": 18080, "published": "18080", "protocol": "tcp"}]},
        "other": {"image": "x"}}}
      """#
    var plain = ComposeFixture.environment
    plain.target.composeFiles = ["compose.yml"]

    let environment = Configuration(environments: [plain]).resolved(
      ["dev": .model(json: json, warnings: [])], root: "/srv/trading", read: { _ in .text(file) },
      fingerprint: ComposeFixture.fingerprint
    ).environments[0]

    #expect(
      environment.settings.filter { $0.key.source == .compose }.listing == """
        compose services.api.environment.A = 1 <- compose.yml:3:15 (compose)
        compose services.api.ports.18080/tcp = 18080 <- compose.yml:4:13 (compose)
        compose services.other.image = x <- compose.yml:6:42 (compose)
        """)
  }

  @Test func `environments without an answer stay as they are`() {
    let configuration = Configuration(environments: [ComposeFixture.environment])

    let resolved = configuration.resolved(
      [:], root: "/srv/trading", read: ComposeFixture.read, fingerprint: ComposeFixture.fingerprint)

    #expect(resolved == configuration)
  }
}

extension Service {
  fileprivate var summary: String {
    var text = "\(name) ×\(replicas) \(image ?? "-")"
    if hasHealthCheck { text += ", checked" }
    if isOneShot { text += ", one-shot" }
    if !dependsOn.isEmpty { text += ", after \(dependsOn.joined(separator: ", "))" }
    return text
  }
}
