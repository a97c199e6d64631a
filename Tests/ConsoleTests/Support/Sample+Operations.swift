import Environments

extension Sample {
  static let plan = Plan(
    environment: "prod", verb: .launch,
    place: "trading-prod on context prod (ssh://deploy@trading.example.com)",
    steps: [
      Plan.Step(.create, "network trading-prod_default", cause: "missing"),
      Plan.Step(.recreate, "api", cause: "configuration changed (triptych.revision)"),
      Plan.Step(.keep, "quotes", cause: "runs as declared"),
      Plan.Step(.create, "alertmanager", cause: "not running"),
    ],
    commands: [
      "docker --context prod compose --project-name trading-prod --project-directory . "
        + "--file docker/docker-compose.prod.yml --env-file docker/.env.prod "
        + "--env-file .triptych/run/prod/compose.env up --detach --remove-orphans"
    ],
    guardrail: .typedName, observed: "c0ffee")

  static let stopPlan = Plan(
    environment: "dev", verb: .stop, place: "trading-dev on unix:///var/run/docker.sock",
    steps: [
      Plan.Step(.remove, "quotes", cause: "asked to stop"),
      Plan.Step(.remove, "api", cause: "asked to stop"),
    ],
    commands: ["docker compose --project-name trading-dev down"], guardrail: .confirmation,
    observed: "beef")

  static let progress = OperationProgress(
    environment: "prod", verb: .launch,
    lines: [
      OperationProgress.Line("api", .done("healthy after 3 s")),
      OperationProgress.Line("quotes", .working("starting, 1 of 3 healthy")),
      OperationProgress.Line("alertmanager", .waiting),
    ], startedAt: now - 75, message: "Container trading-prod-quotes-3  Started")

  static let failure = OperationOutcome(
    environment: "dev", verb: .launch,
    verdict: .failed(reason: "quotes is unhealthy: its health check fails for the third time."),
    failingService: "quotes",
    lastLines: [
      "2026-11-23T14:01:58Z info listening on 0.0.0.0:8081",
      "2026-11-23T14:01:59Z error cannot read /etc/trading/config.json: permission denied",
    ], serviceStates: ["api     healthy", "quotes  unhealthy"], tookMilliseconds: 30_400)

  static let healthyReport = HealthReport(
    environment: "dev",
    results: [
      CheckResult(
        check: Check(
          name: "api answers",
          probe: .http(
            url: "http://127.0.0.1:18080/health/ready", expectedStatus: [200], bodyContains: nil,
            ca: nil), timeoutMilliseconds: 2000),
        verdict: .healthy, reason: "status 200",
        phases: [.init("connect", microseconds: 210), .init("first byte", microseconds: 2900)],
        tookMicroseconds: 3140),
      CheckResult(
        check: Check(
          name: "quotes", probe: .container(service: "quotes"), timeoutMilliseconds: 2000),
        verdict: .healthy, reason: "1 of 1 healthy", tookMicroseconds: 480),
    ], startedAt: now - 12, tookMilliseconds: 4)

  static let sickReport = HealthReport(
    environment: "prod",
    results: [
      CheckResult(
        check: Check(
          name: "api answers",
          probe: .http(
            url: "https://trading.example.com/health/ready", expectedStatus: [200],
            bodyContains: "ready", ca: "configs/ca.pem"), timeoutMilliseconds: 2000,
          location: Location(file: "configs/environment/prod.yaml", line: 61, column: 7)),
        verdict: .unhealthy, reason: "status 503, expected 200",
        phases: [
          .init("dns", microseconds: 1200), .init("connect", microseconds: 18_000),
          .init("tls", microseconds: 41_000), .init("first byte", microseconds: 1_205_000),
        ], tookMicroseconds: 1_268_000),
      CheckResult(
        check: Check(
          name: "migrations", probe: .container(service: "migrations"), timeoutMilliseconds: 2000),
        verdict: .done, reason: "exited with 0", tookMicroseconds: 700),
    ], startedAt: now - 2, tookMilliseconds: 1269)

  static let troubledStatuses = [
    EnvironmentStatus(
      environment: "dev", engine: .silent(milliseconds: 5000),
      containers: [container("api", "dev"), container("quotes", "dev")], observedAt: now),
    EnvironmentStatus(
      environment: "staging",
      engine: .forbidden("Add yourself to the group docker: sudo usermod -aG docker $USER")),
    EnvironmentStatus(
      environment: "prod",
      engine: .unreachable("Cannot connect to the Docker daemon at ssh://deploy@prod: timeout"),
      containers: [container("api", "prod"), container("alertmanager", "prod")],
      observedAt: now - 3600),
  ]
}
