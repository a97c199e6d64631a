import Environments
import Loading
import Testing

struct `Loading environments` {
  private let project = Project([
    "configs/environment/base.yaml": """
    schema_version: 1
    api:
      bind: "0.0.0.0:${API_PORT}"
      cors:
        allowed_origins: ["https://a.example"]
        max_age: 10m
    health:
      checks:
        - name: ready
          type: http
          url: http://127.0.0.1:${API_PORT}/ready
    """,
    "configs/environment/dev.yaml": """
    environment:
      tier: development
    target:
      project: trading-dev
      env_files: [docker/.env.dev]
    api:
      cors:
        allowed_origins: ["http://localhost:3000"]
    health:
      checks:
        - name: ready
          status: [200, 204]
    """,
    "docker/.env.dev": """
    API_PORT=18080
    API_TOKEN_FILE=token

    """,
  ])

  @Test func `every leaf keeps what each layer says`() {
    let configuration = project.loaded()

    #expect(text(configuration.diagnostics) == "")
    #expect(
      lines(configuration.environments[0].settings) == """
        api.bind = "0.0.0.0:18080" (base configs/environment/base.yaml:3:9)
        api.cors.allowed_origins = ["http://localhost:3000"] (base configs/environment/base.yaml:5:22 < environment configs/environment/dev.yaml:8:22)
        api.cors.max_age = 10m (600000 ms) (base configs/environment/base.yaml:6:14)
        environment.extends = "base" (built-in)
        environment.protected = false (built-in configs/environment/dev.yaml:2:9)
        environment.tier = "development" (built-in < environment configs/environment/dev.yaml:2:9)
        health.checks.ready.status = [200, 204] (built-in < environment configs/environment/dev.yaml:12:15)
        health.checks.ready.type = "http" (base configs/environment/base.yaml:10:13)
        health.checks.ready.url = "http://127.0.0.1:18080/ready" (base configs/environment/base.yaml:11:12)
        health.interval = 10s (10000 ms) (built-in)
        health.timeout = 2s (2000 ms) (built-in)
        launch.timeout = 60s (60000 ms) (built-in)
        schema_version = 1 (base configs/environment/base.yaml:1:17)
        smoke.deadline = 2m (120000 ms) (built-in)
        smoke.key.header = "X-API-Key" (built-in)
        smoke.timeout = 5s (5000 ms) (built-in)
        target.compose_files = [] (built-in)
        target.context = null (built-in)
        target.env_files = ["docker/.env.dev"] (built-in < environment configs/environment/dev.yaml:5:14)
        target.orchestrator = "compose" (built-in)
        target.profiles = [] (built-in)
        target.project = "trading-dev" (environment configs/environment/dev.yaml:4:12)
        API_PORT = "18080" (env file docker/.env.dev:1:1)
        API_TOKEN_FILE = "token" (env file docker/.env.dev:2:1)
        """)
  }

  @Test func `protection that follows from a tier of --set names no file`() {
    let dev = project.loaded(set: ["environment.tier=production"]).environments[0]

    #expect(
      lines(dev.settings.filter { $0.key.path == "environment.protected" })
        == "environment.protected = true (built-in)")
  }

  @Test func `a setting brings along what the schema says it is for`() {
    let dev = project.loaded().environments[0]

    let meanings = [
      "api.cors.max_age", "health.checks.ready.url", "environment.tier", "health.timeout",
    ].map { dev.meaning(of: SettingKey(.settings, $0)) }

    #expect(
      meanings == [
        "How long browsers may remember the answer.", "What an `http` check asks for.",
        "The kind of environment, which decides how rules are judged; the environment's name is free.",
        "How long a check may take.",
      ])
    #expect(dev.settings.allSatisfy { $0.key.source != .settings || $0.meaning != nil })
  }

  /// Proves `environment.description`, `health.timeout`, `health.checks.*.timeout`, `health.interval`.
  /// Proves `health.checks.*.interval`.
  @Test func `what an environment is comes from its settings`() {
    let environment = Project([
      "configs/environment/prod.yaml": """
      schema_version: 1
      environment:
        tier: production
        description: The real one.
      target:
        orchestrator: swarm
        project: trading
        context: prod-1
        compose_files: [compose.yml]
        env_files: [.env]
        profiles: [metrics]
      launch:
        timeout: 90s
      health:
        timeout: 1s
        interval: 30s
        checks:
          - {name: api is up, type: http, url: "https://a.example", contains: ok, ca: ca.pem}
          - {name: port, type: tcp, host: 127.0.0.1, port: 80, timeout: 3s, interval: 5s}
          - {name: worker, type: container, service: worker}
      """,
      "compose.yml": "services: {worker: {image: a:1}, api: {image: b:1}}",
      ".env": "",
    ]).loaded().environments[0]

    #expect(environment.tier == .production)
    #expect(environment.isProtected)
    #expect(environment.description == "The real one.")
    #expect(
      environment.target
        == Target(
          orchestrator: .swarm, project: "trading", context: "prod-1",
          composeFiles: ["compose.yml"], envFiles: [".env"], profiles: ["metrics"]))
    #expect(environment.launchTimeoutMilliseconds == 90_000)
    #expect(environment.services.map(\.name) == ["worker", "api"])
    #expect(environment.composeState == .asWritten)
    let file = "configs/environment/prod.yaml"
    #expect(
      environment.checks == [
        Check(
          name: "api is up",
          probe: .http(
            url: "https://a.example", expectedStatus: [200], bodyContains: "ok", ca: "ca.pem"),
          timeoutMilliseconds: 1_000, intervalSeconds: 30,
          location: Location(file: file, line: 18, column: 14)),
        Check(
          name: "port", probe: .tcp(host: "127.0.0.1", port: 80), timeoutMilliseconds: 3_000,
          intervalSeconds: 5, location: Location(file: file, line: 19, column: 14)),
        Check(
          name: "worker", probe: .container(service: "worker"), timeoutMilliseconds: 1_000,
          intervalSeconds: 30, location: Location(file: file, line: 20, column: 14)),
      ])
  }

  @Test func `environments come as development, staging, production, then by name`() {
    let configuration = Project([
      "configs/environment/base.yaml": "schema_version: 1",
      "configs/environment/a.yaml": "environment: {tier: production}\ntarget: {project: a}",
      "configs/environment/b.yaml": "target: {project: b}",
      "configs/environment/c.yaml": "environment: {tier: development}\ntarget: {project: c}",
      "configs/environment/d.yaml": "environment: {tier: production}\ntarget: {project: d}",
    ]).loaded()

    #expect(text(configuration.diagnostics) == "")
    #expect(configuration.environments.map(\.name) == ["c", "b", "a", "d"])
    #expect(
      configuration.files == [
        "configs/environment/base.yaml", "configs/environment/a.yaml",
        "configs/environment/b.yaml", "configs/environment/c.yaml", "configs/environment/d.yaml",
      ])
  }

  /// Proves `environment.extends`.
  @Test func `an environment may extend another, and a local file and --set override both`() {
    let settings = Project([
      "configs/environment/base.yaml": "schema_version: 1\nlogging: {level: error, format: text}",
      "configs/environment/staging.yaml": "logging: {level: warning}\ntarget: {project: staging}",
      "configs/environment/qa.yaml": """
      environment: {extends: staging}
      target: {project: qa}
      logging: {level: info}
      """,
      "configs/environment/qa.local.yaml": "logging: {level: debug}",
    ]).loaded(set: ["logging.level=trace"]).environments[0].settings

    #expect(
      lines(settings.filter { $0.key.path.hasPrefix("logging") || $0.key.path == "target.project" })
        == """
        logging.format = "text" (base configs/environment/base.yaml:2:33)
        logging.level = "trace" (base configs/environment/base.yaml:2:18 < staging configs/environment/staging.yaml:1:18 < environment configs/environment/qa.yaml:3:18 < local configs/environment/qa.local.yaml:1:18 < --set)
        target.project = "qa" (staging configs/environment/staging.yaml:2:19 < environment configs/environment/qa.yaml:2:19)
        """)
  }

  @Test func `a secret is a fingerprint wherever it is written or used`() {
    let environment = Project([
      "configs/environment/dev.yaml": """
      schema_version: 1
      target: {project: dev, env_files: [.env]}
      variables: {PIN: {type: secret}}
      endpoints:
        public: https://user:pw@host/
        quotes: http://${API_TOKEN}.example
      """,
      ".env": "API_TOKEN=hunter2\nPIN=1234\nPORT=1\n",
    ]).loaded().environments[0]

    let told = environment.settings.filter {
      $0.key.source != .settings || $0.key.path.hasPrefix("endpoints")
    }
    #expect(
      lines(told) == """
        endpoints.public = •••(f21) (environment configs/environment/dev.yaml:5:11)
        endpoints.quotes = •••(f22) (environment configs/environment/dev.yaml:6:11)
        PORT = "1" (env file .env:3:1)
        API_TOKEN = •••(f7) (env file .env:1:1)
        PIN = •••(f4) (env file .env:2:1)
        """)
    #expect(told.map(\.key.source) == [.settings, .settings, .env, .secrets, .secrets])
  }

  @Test func `a value names the lines of the variables in it`() {
    let setting = project.loaded().environments[0].setting(SettingKey(.settings, "api.bind"))

    #expect(
      setting?.winner.variables == [
        Origin(
          layer: .envFile, location: Location(file: "docker/.env.dev", line: 1, column: 1))
      ])
  }

  @Test func `loading concurrently gives what loading gives`() async {
    var files = ["configs/environment/base.yaml": "schema_version: 1\nlogging: {level: loud}"]
    for number in 1...9 {
      files["configs/environment/e\(number).yaml"] = """
        target: {project: p, env_files: [.env, .env.\(number)], compose_files: [compose.yml, no.yml]}
        api: {bind: "h:${NO}"}
        """
      files[".env.\(number)"] = "A=1\nA=2\nTOKEN=x"
    }
    files[".env"] = "B=1"
    files["compose.yml"] = "services: {a: {image: b}}"
    let project = Project(files)

    let concurrent = await loadConcurrently(project.request())

    #expect(concurrent == project.loaded())
  }
}
