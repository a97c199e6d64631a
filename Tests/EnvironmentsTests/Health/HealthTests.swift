import Testing

@testable import Environments

struct `Checking health` {
  private let api = Check(
    name: "api", probe: .container(service: "api"), timeoutMilliseconds: 2000)

  private func judge(
    _ containers: [ContainerStatus], _ service: Service? = Service(name: "api")
  ) -> String {
    let result = CheckResult(judging: api, of: service, containers: containers)
    return "\(result.verdict.word): \(result.reason)"
  }

  @Test func `without checks of its own an environment has one for each service`() {
    let environment = declared([
      Service(name: "api"), Service(name: "job", isOneShot: true),
      Service(name: "off", replicas: 0),
    ])

    #expect(environment.effectiveChecks.map(\.name) == ["api", "job"])
    #expect(
      environment.effectiveChecks.map(\.probe) == [
        .container(service: "api"), .container(service: "job"),
      ])
  }

  /// Proves `health.checks.*.type`.
  @Test func `checks of its own replace them`() {
    var environment = declared([Service(name: "api")])
    environment.checks = [
      Check(
        name: "live", probe: .tcp(host: "127.0.0.1", port: 18080), timeoutMilliseconds: 100)
    ]

    #expect(environment.effectiveChecks.map(\.name) == ["live"])
  }

  @Test func `containers are judged in words`() {
    var sick = container("api", 1, .running, .unhealthy)
    sick.lastProbe = "status 503"
    var starved = container("api", 1, .exited(code: 137))
    starved.outOfMemory = true
    var broken = container("api", 1, .exited(code: 127))
    broken.error = "executable not found"

    #expect(judge([container("api", 1, .running, .healthy)]) == "healthy: healthy")
    #expect(judge([container("api")]) == "healthy: running")
    #expect(judge([sick]) == "unhealthy: unhealthy: status 503")
    #expect(judge([starved]) == "unhealthy: exited (137), out of memory")
    #expect(judge([broken]) == "unhealthy: did not start: executable not found")
    #expect(judge([container("api", 1, .exited(code: 1))]) == "unhealthy: exited (1)")
    #expect(judge([]) == "unknown: not running")
    #expect(judge([], nil) == "unknown: the Compose files declare no such service")
  }

  @Test func `a one-shot that exited with 0 is done, not down`() {
    let job = Service(name: "api", isOneShot: true)

    #expect(judge([container("api", 1, .exited(code: 0))], job) == "done: done")
  }

  private var report: HealthReport {
    let quotes = Check(
      name: "quotes", probe: .tcp(host: "127.0.0.1", port: 8081), timeoutMilliseconds: 2000)
    return HealthReport(
      environment: "dev",
      results: [
        CheckResult(
          check: api, verdict: .healthy, reason: "status 200",
          phases: [.init("connect", microseconds: 240)], tookMicroseconds: 2140),
        CheckResult(
          check: quotes, verdict: .unhealthy, reason: "connection refused by 127.0.0.1:8081",
          tookMicroseconds: 12_600),
      ], startedAt: 0, tookMilliseconds: 13)
  }

  @Test func `a report is a sentence and a line for each check`() {
    #expect(
      report.text == """
        dev is not healthy: 1 of 2 checks pass, 13 ms
          api     healthy    2.1 ms  status 200
          quotes  unhealthy   13 ms  connection refused by 127.0.0.1:8081
        """)
  }

  @Test func `one check that passes and none at all have their words`() {
    let one = HealthReport(
      environment: "dev", results: [CheckResult(check: api, verdict: .done, reason: "done")],
      startedAt: 0, tookMilliseconds: 1)
    let none = HealthReport(environment: "dev", results: [], startedAt: 0, tookMilliseconds: 0)

    #expect(one.headline == "dev is healthy: 1 of 1 check passes, 1 ms")
    #expect(none.text == "dev has nothing to check")
  }

  @Test func `a broken Compose file is unknown, not nothing to check`() {
    var report = HealthReport(environment: "dev", results: [], startedAt: 0, tookMilliseconds: 0)
    report.unknownReason = "yaml: line 1"

    #expect(report.text == "dev is unknown: yaml: line 1")
    #expect(!report.isHealthy)
  }

  @Test func `the JSON has every check with its phases`() {
    #expect(
      HealthReport.json(of: [report]) == """
        {
          "environments" : [
            {
              "checks" : [
                {
                  "name" : "api",
                  "phases" : {
                    "connect" : 0.24
                  },
                  "reason" : "status 200",
                  "took_ms" : 2.14,
                  "verdict" : "healthy"
                },
                {
                  "name" : "quotes",
                  "phases" : {

                  },
                  "reason" : "connection refused by 127.0.0.1:8081",
                  "took_ms" : 12.6,
                  "verdict" : "unhealthy"
                }
              ],
              "environment" : "dev",
              "healthy" : false,
              "orphans" : [

              ],
              "reason" : null,
              "state" : "unhealthy"
            }
          ],
          "schema_version" : 1
        }
        """)
  }
}
