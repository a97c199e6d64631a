import Environments
import Loading
import Testing

/// Each rule with its violations. A project without violations has no findings.
struct `Rules of environments` {
  /// A project with one environment: what it sets beside its tier, and the services of its Compose file.
  private func violations(
    _ tier: String, _ settings: String = "", services: String = "{}", env: String = ""
  ) -> String {
    let project = Project([
      "configs/environment/base.yaml": "schema_version: 1",
      "configs/environment/one.yaml": """
      schema_version: 1
      environment: {tier: \(tier)}
      target: {project: one, compose_files: [compose.yml], env_files: [.env]}
      \(settings)
      """,
      "compose.yml": "services: \(services)", ".env": env,
    ])
    return text(project.loaded().violations)
  }

  @Test func `an empty environment violates no rule`() {
    #expect(violations("production") == "")
  }

  @Test func `a violation names both positions and a fix`() {
    #expect(
      violations("production", "debug: {enabled: true}") == """
        configs/environment/one.yaml:4:18: error: debug.enabled is true in production [ENV02]
          see: configs/environment/one.yaml:2:21
          hint: set it to false
        """)
  }

  /// Proves `environment.tier`.
  @Test(arguments: [
    ("debug: {enabled: true, verbose_errors: true}", "", "warning ENV02, warning ENV02"),
    ("api: {cors: {allowed_origins: [\"*\"]}}", "warning API01", "error API01"),
    ("api: {cors: {allowed_origins: [\"http://a.example\"]}}", "", "error API01"),
    ("api: {tls: {enabled: false}}", "", "error API02"),
    ("api: {tls: {enabled: true, key: k}}", "", "error API02"),
    ("api: {auth: {mode: none}}", "warning API03", "error API03"),
    ("api: {rate_limit: {enabled: false}}", "", "warning API04"),
    ("api: {rate_limit: {enabled: true, burst: 1, requests_per_second: 2}}", "", "warning API04"),
    (
      "api: {tls: {enabled: false}}\nendpoints: {public: \"https://a\"}", "warning API05",
      "error API02, error API05"
    ),
    ("trading: {mode: live, kill_switch: true}", "error TRD01", "error TRD01"),
    ("database: {journal_mode: delete}", "warning DB01", "error DB01"),
    (
      "database: {foreign_keys: false, busy_timeout: 999ms}", "warning DB01, warning DB01",
      "error DB01, error DB01"
    ),
    ("database: {migrations: {strategy: auto}}", "", "warning DB03"),
    ("logging: {level: trace, format: text}", "", "warning LOG01, warning LOG01"),
    ("endpoints: {quotes: \"http://u:pw@h\"}", "warning SEC01", "error SEC01"),
  ])
  func `a setting is judged by its tier`(settings: String, development: String, staging: String) {
    #expect(summary("development", settings) == development)
    #expect(summary("staging", settings) == staging)
  }

  private func summary(_ tier: String, _ settings: String) -> String {
    let project = Project([
      "configs/environment/one.yaml":
        "schema_version: 1\nenvironment: {tier: \(tier)}\ntarget: {project: one}\n\(settings)"
    ])
    return project.loaded().violations.map { "\($0.severity.rawValue) \($0.code)" }
      .joined(separator: ", ")
  }

  @Test func `production requires what real money needs`() {
    let settings = """
      trading: {mode: live, kill_switch: false}
      database: {synchronous: normal}
      """

    #expect(summary("production", settings) == "error TRD01, error DB02")
    #expect(summary("production", "trading: {mode: simulated}") == "warning TRD01")
    #expect(
      summary(
        "production", "trading: {mode: live, kill_switch: true}\ndatabase: {synchronous: full}")
        == "")
  }

  @Test func `a production environment that is not protected is an error`() {
    let project = Project([
      "configs/environment/one.yaml": """
      schema_version: 1
      environment:
        tier: production
        protected: false
      target: {project: one}
      """
    ])

    #expect(
      text(project.loaded().violations) == """
        configs/environment/one.yaml:4:14: error: environment.protected is false in production [ENV03]
          see: configs/environment/one.yaml:3:9
          hint: leave it out; production is protected by default
        """)
  }

  /// Proves `rules.*.severity`, `rules.*.reason`.
  @Test func `the severity of a rule can be changed with a reason`() {
    let settings = """
      api: {auth: {mode: none}}
      logging: {level: debug, format: text}
      rules:
        - {name: API03, severity: off, reason: A gateway does it.}
        - {name: LOG01, severity: error, reason: We mean it.}
      """

    #expect(summary("staging", settings) == "error LOG01, error LOG01")
  }

  @Test func `a secret in a committed file is reported at its position`() {
    #expect(
      violations("staging", env: "A=1\nDB_PASSWORD=hunter2\n") == """
        .env:2:1: error: DB_PASSWORD holds a secret in plain text [SEC01]
          hint: keep it in a file that Compose mounts under secrets:, and refer to that
        """)
  }

  @Test func `a secret in a file that git ignores is not reported, nor is a line that uses it`() {
    let files = [
      "configs/environment/one.yaml": """
      schema_version: 1
      environment: {tier: staging}
      target: {project: one, env_files: [docker/.env, docker/.env.dev], compose_files: [c.yml]}
      """,
      "docker/.env": "DB_PASSWORD=hunter2\n", "docker/.env.dev": "API_TOKEN=hunter3\n",
      "c.yml": "services:\n  a:\n    environment: {P: '${DB_PASSWORD}', T: '${API_TOKEN}'}\n",
    ]
    func found(_ ignored: [String: String]) -> [String] {
      Project(files.merging(ignored) { $1 }).loaded().violations.filter { $0.code == "SEC01" }
        .map { $0.location?.description ?? "" }
    }

    #expect(found([:]) == ["docker/.env.dev:1:1", "docker/.env:1:1"])
    #expect(found([".gitignore": ".env\n"]) == ["docker/.env.dev:1:1"])
    #expect(found(["docker/.gitignore": ".env*\n!.env.dev\n"]) == ["docker/.env.dev:1:1"])
    #expect(found([".gitignore": "docker/\n"]) == [])
    #expect(found([".git/info/exclude": "/docker/.env.*\n"]) == ["docker/.env:1:1"])
  }

  @Test func `a value that is plainly no secret is not reported, whatever its name`() {
    let env = "TLS_KEY=/run/secrets/x\nREFRESH_TOKEN=15m\nUSE_PASSWORD=true\nTOKEN_BUFFER=300\n"
    let compose = """
      services:
        api:
          environment: {TLS_KEY: /run/secrets/x, ENABLE_PASSWORD: "true", DB_PASSWORD: "1234"}
      """

    #expect(violations("staging", env: env) == "")
    #expect(
      findings("SEC01", compose: compose)
        == ["compose.yml:3:82 services.api.environment.DB_PASSWORD holds a secret in plain text"])
  }

  @Test func `a secret that services share is reported once`() {
    let compose = """
      x-env: &env
        DB_PASSWORD: hunter2
      services:
        a: {environment: *env}
        b: {environment: {<<: *env, X: y}}
      """

    #expect(
      findings("SEC01", compose: compose)
        == ["compose.yml:2:16 services.a.environment.DB_PASSWORD holds a secret in plain text"])
  }

  @Test func `a secret that many environments share is reported once`() {
    let compose = """
      services:
        a: {environment: {API_TOKEN: "${API_TOKEN}"}}
        b: {environment: {TOKEN: "${API_TOKEN}"}}
      """

    #expect(
      findings("SEC04", compose: compose, env: "API_TOKEN=hunter2\n")
        == [".env.c:1:1 API_TOKEN is the same secret in a, b and c"])
    #expect(
      findings("SEC04", compose: compose, env: "API_TOKEN=hunter2\n", without: "b")
        == [".env.c:1:1 API_TOKEN is the same secret in a and c"])
  }

  /// The findings of one rule in three environments that share a Compose file, each with an `.env` file of its own.
  private func findings(
    _ code: String, compose: String, env: String = "", without exempt: String = ""
  ) -> [String] {
    var files = [
      "configs/environment/base.yaml": "schema_version: 1\n", "compose.yml": compose,
    ]
    for name in ["a", "b", "c"] {
      let rules =
        name == exempt ? "rules: [{name: \(code), severity: \"off\", reason: So be it.}]\n" : ""
      files["configs/environment/\(name).yaml"] = """
        environment: {tier: staging}
        target: {project: \(name), compose_files: [compose.yml], env_files: [.env.\(name)]}
        \(rules)
        """
      files[".env.\(name)"] = env
    }
    return Project(files).loaded().violations.filter { $0.code == code }
      .map { "\($0.location?.description ?? "") \($0.message)" }
  }

  @Test func `a service needs limits, rotation, a health check, a tag and a restart policy`() {
    #expect(
      violations("production", services: "{api: {image: trading}}") == """
        compose.yml:1:12: error: service api has no limit for memory [RES01]
          see: configs/environment/one.yaml:2:21
          hint: set deploy.resources.limits.memory
        compose.yml:1:12: error: service api has no limit for cpus [RES01]
          see: configs/environment/one.yaml:2:21
          hint: set deploy.resources.limits.cpus
        compose.yml:1:12: error: service api writes a log without a size limit [LOG02]
          see: configs/environment/one.yaml:2:21
          hint: set logging.driver to local, or the option max-size
        compose.yml:1:12: error: service api has no health check [HLT01]
          see: configs/environment/one.yaml:2:21
          hint: add a healthcheck to it
        compose.yml:1:25: error: service api has an image without a tag [IMG01]
          hint: write a version after the image's name
        compose.yml:1:12: error: service api stays down after a crash [RST01]
          see: configs/environment/one.yaml:2:21
          hint: set restart to unless-stopped
        """)
  }

  @Test func `a service that has them all breaks no rule`() {
    let services = """

        api:
          image: registry:5000/trading:${TAG}
          ports: ["127.0.0.1:${API_PORT}:8080"]
          healthcheck: {test: [CMD, x], interval: 2s, timeout: 1s}
          restart: unless-stopped
          logging: {driver: json-file, options: {max-size: 1m}}
          deploy:
            resources:
              limits: {cpus: "0.5", memory: 64M}
              reservations: {cpus: "0.5", memory: 65536K}
      """

    #expect(violations("production", services: services, env: "TAG=1\nAPI_PORT=1\n") == "")
  }

  @Test func `an unwanted setting of a service is reported at its position`() {
    let services = """

        api:
          image: trading:latest
          ports: ["8080:8080", "127.0.0.1:${NO}:81", "82"]
          healthcheck: {test: [CMD, x], interval: 2s, timeout: 2s}
          restart: "no"
          logging: {driver: local}
          mem_limit: 1g
          cpus: 1
          deploy: {resources: {reservations: {memory: 2g}}}
      """

    #expect(
      violations("development", services: services) == """
        compose.yml:10:49: warning: service api reserves more memory than its limit allows [RES01]
          see: compose.yml:8:16
          hint: lower the reservation or raise the limit
        compose.yml:5:58: warning: the health check of api may take 2s, but runs every 2s [HLT01]
          see: compose.yml:5:45
          hint: make the timeout shorter than the interval
        compose.yml:4:13: warning: service api publishes a port on every address of the host [NET01]
          see: configs/environment/one.yaml:2:21
          hint: put 127.0.0.1: before the port
        compose.yml:4:48: warning: service api publishes a port on every address of the host [NET01]
          see: configs/environment/one.yaml:2:21
          hint: put 127.0.0.1: before the port
        compose.yml:4:26: warning: service api publishes a random port, because NO is not set [NET02]
          see: configs/environment/one.yaml:2:21
          hint: set NO in a .env file
        compose.yml:4:48: warning: service api publishes a random port [NET02]
          see: configs/environment/one.yaml:2:21
          hint: write the host's port
        """)
  }

  @Test func `environments share neither project nor host port nor secret`() {
    let compose = """
      services:
        api:
          image: a:1
          ports: ["127.0.0.1:${API_PORT}:8080"]
          healthcheck: {test: [CMD, x]}
          restart: always
          logging: {driver: local}
          mem_limit: 1g
          cpus: 1
      """
    let configuration = Project([
      "configs/environment/base.yaml": """
      schema_version: 1
      target: {project: same, compose_files: [compose.yml]}
      """,
      "configs/environment/a.yaml": "target: {env_files: [.env.a]}",
      "configs/environment/b.yaml": "target: {env_files: [.env.b]}",
      "compose.yml": compose,
      ".env.a": "API_PORT=1\nAPI_TOKEN=hunter2\n", ".env.b": "API_TOKEN=hunter3\nAPI_PORT=1\n",
    ]).loaded()

    #expect(
      text(configuration.violations.filter { $0.code != "SEC01" }) == """
        configs/environment/base.yaml:2:19: error: a and b have the same project same [TGT01]
          hint: give each environment a project of its own
        compose.yml:4:13: error: a and b both publish host port 1 [ISO01]
          hint: give each environment a port of its own in its .env file
        .env.b:1:1: error: API_TOKEN is the same secret in a and b [SEC04]
          see: .env.a:2:1
          hint: give each environment a secret of its own
        """)
    #expect(configuration.violations.last?.environments == ["a", "b"])
  }

  /// Proves `target.orchestrator`.
  @Test func `what Swarm ignores is an error on Swarm`() {
    let violations = Project([
      "configs/environment/one.yaml": """
      schema_version: 1
      environment: {tier: development}
      target: {project: one, orchestrator: swarm, compose_files: [compose.yml]}
      """,
      "compose.yml": "services: {api: {image: a:1, restart: always, container_name: x, build: .}}",
    ]).loaded().violations

    #expect(
      text(violations.filter { $0.code == "TGT05" }) == """
        compose.yml:1:73: error: service api has build.context, which Swarm ignores [TGT05]
          see: configs/environment/one.yaml:3:38
          hint: take it out
        compose.yml:1:63: error: service api has container_name, which Swarm ignores [TGT05]
          see: configs/environment/one.yaml:3:38
          hint: take it out
        compose.yml:1:39: error: service api has restart, which Swarm ignores [TGT05]
          see: configs/environment/one.yaml:3:38
          hint: write deploy.restart_policy
        """)
  }

  @Test func `an environment on Swarm is loaded, with a warning that it cannot be acted on yet`() {
    let files = [
      "configs/environment/one.yaml": """
      schema_version: 1
      target: {project: one, orchestrator: swarm}
      """
    ]
    let words =
      "triptych does not act on Swarm yet: launch, stop, restart, render and test are refused"
    let hint = "set target.orchestrator to compose where Compose can run the stack"

    let configuration = Project(files).loaded()
    let overridden = Project(files).loaded(set: ["target.orchestrator=compose"])
    let onCommandLine = Project([
      "configs/environment/one.yaml": "schema_version: 1\ntarget: {project: one}\n"
    ]).loaded(set: ["target.orchestrator=swarm"])

    #expect(configuration.environments.map(\.target.orchestrator) == [.swarm])
    #expect(
      text(configuration.diagnostics) == """
        configs/environment/one.yaml:2:38: warning: \(words) [SET19]
          hint: \(hint)
        """)
    #expect(text(overridden.diagnostics) == "")
    #expect(text(onCommandLine.diagnostics) == "warning: \(words) [SET19]\n  hint: \(hint)")
  }

  @Test func `the reference names every rule and its severities`() {
    let lines = RuleReference.markdown.split(separator: "\n")

    #expect(lines.count == Rules.all.count + 2)
    #expect(
      lines[2]
        == "| ENV02 | Debugging aids are off. | They reveal internal details to clients. | – | warning | error |"
    )
    #expect(Set(Rules.all.map(\.code)).count == Rules.all.count)
  }
}
