import Environments
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
        allowed_origins: ["*"]
    health:
      checks:
        - name: ready
          status: [200, 204]
    """,
    "docker/.env.dev": """
    API_PORT=18080
    DB_PASSWORD=hunter2

    """,
  ])

  @Test func `every leaf keeps the ladder of its layers`() {
    let configuration = project.loaded()

    #expect(text(configuration.problems) == "")
    #expect(
      lines(configuration.environments[0].settings) == """
        api.bind = "0.0.0.0:18080" (base configs/environment/base.yaml:3:9)
        api.cors.allowed_origins = ["*"] (base configs/environment/base.yaml:5:22 < environment configs/environment/dev.yaml:8:22)
        api.cors.max_age = 10m (600000 ms) (base configs/environment/base.yaml:6:14)
        environment.extends = "base" (built-in)
        environment.protected = false (built-in)
        environment.tier = "development" (built-in < environment configs/environment/dev.yaml:2:9)
        health.checks.ready.status = [200, 204] (built-in < environment configs/environment/dev.yaml:12:15)
        health.checks.ready.type = "http" (base configs/environment/base.yaml:10:13)
        health.checks.ready.url = "http://127.0.0.1:18080/ready" (base configs/environment/base.yaml:11:12)
        health.timeout = 2s (2000 ms) (built-in)
        launch.timeout = 60s (60000 ms) (built-in)
        schema_version = 1 (base configs/environment/base.yaml:1:17)
        target.compose_files = [] (built-in)
        target.context = null (built-in)
        target.env_files = ["docker/.env.dev"] (built-in < environment configs/environment/dev.yaml:5:14)
        target.orchestrator = "compose" (built-in)
        target.profiles = [] (built-in)
        target.project = "trading-dev" (environment configs/environment/dev.yaml:4:12)
        API_PORT = "18080" (env file docker/.env.dev:1:1)
        DB_PASSWORD = •••(f7) (env file docker/.env.dev:2:1)
        """)
  }
}
