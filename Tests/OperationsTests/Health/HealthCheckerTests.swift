import Environments
import Synchronization
import Testing

@testable import Operations

@Suite(.timeLimit(.minutes(1)))
struct `Checking an environment` {
  let checkout: Checkout
  let checker: HealthChecker

  init() throws {
    checkout = try Checkout()
    checker = try HealthChecker(workspace: checkout.workspace())
  }

  private func environment(_ probes: [Check.Probe], timeoutMilliseconds: Int) -> Environment {
    Environment(
      name: "dev", target: Target(project: "trading-dev"),
      checks: probes.enumerated().map {
        Check(name: "check \($0)", probe: $1, timeoutMilliseconds: timeoutMilliseconds)
      })
  }

  private let status = EnvironmentStatus(
    environment: "dev", engine: .answering,
    containers: [
      ContainerStatus(
        id: "1", name: "trading-dev-api-1", service: "api", state: .running, health: .healthy)
    ])

  @Test func `the results stand in the order of the checks`() async throws {
    let server = try LoopbackServer { LoopbackServer.waitForHangUp($0) }
    let environment = environment(
      [
        .http(url: server.url, expectedStatus: [200], bodyContains: nil, ca: nil),
        .tcp(host: "127.0.0.1", port: server.port),
        .container(service: "api"),
      ], timeoutMilliseconds: 200)

    let report = await checker.check(environment, status: status)

    #expect(report.environment == "dev")
    #expect(report.results.map(\.check) == environment.checks)
    #expect(report.results.map(\.verdict) == [.unhealthy, .healthy, .healthy])
    #expect(!report.isHealthy)
    #expect(report.tookMilliseconds >= 200)
  }

  @Test func `a hundred checks that hang take little longer than two`() async throws {
    let server = try LoopbackServer { LoopbackServer.waitForHangUp($0) }
    let probe = Check.Probe.http(
      url: server.url, expectedStatus: [200], bodyContains: nil, ca: nil)
    let environment = environment(
      Array(repeating: probe, count: 100), timeoutMilliseconds: 300)

    let report = await checker.check(environment, status: status)

    #expect(report.results.count == 100)
    #expect(Set(report.results.map(\.verdict)) == [.unhealthy])
    #expect(report.tookMilliseconds < 100 * 300 / 2)
  }

  @Test(arguments: ["http", "tcp"])
  func `a cancelled check ends at once and says so`(kind: String) async throws {
    let jam = try JammedListener()
    let probes: [String: Check.Probe] = [
      "http": .http(
        url: "http://127.0.0.1:\(jam.port)/", expectedStatus: [200], bodyContains: nil, ca: nil),
      "tcp": .tcp(host: "127.0.0.1", port: jam.port),
    ]
    let environment = environment([try #require(probes[kind])], timeoutMilliseconds: 600_000)
    let task = Task { await checker.check(environment, status: status) }

    task.cancel()

    let report = await task.value
    #expect(report.results.map(\.verdict) == [.unknown])
    #expect(report.results.map(\.reason) == ["cancelled"])
  }

  @Test func `without checks nothing is healthy`() async {
    let report = await checker.check(
      environment([], timeoutMilliseconds: 1_000), status: status)

    #expect(report.results == [])
    #expect(!report.isHealthy)
  }

  @Test func `an engine that never answers ends its checks at their deadline, and no others`()
    async throws
  {
    let server = try LoopbackServer(
      LoopbackServer.answer("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nready"))
    let environment = environment(
      [
        .container(service: "api"),
        .http(url: server.url, expectedStatus: [200], bodyContains: nil, ca: nil),
      ], timeoutMilliseconds: 2_000)
    let (events, feed) = AsyncStream.makeStream(of: HealthChecker.Event.self)

    let reports = await checker.run(
      [HealthChecker.Subject(environment)],
      observe: {
        try? await Task.sleep(for: .seconds(600))
        return []
      },
      feed: feed)
    feed.finish()

    let silent = "the engine did not answer within 2 s"
    #expect(reports[0].results.map(\.reason) == [silent, "status 200"])
    var order: [String] = []
    for await case .result(let result, _, _) in events { order.append(result.reason) }
    #expect(order == ["status 200", silent])
  }

  @Test func `checks of several environments share one observation of their engine`() async {
    let observations = Mutex(0)
    let subjects = ["dev", "prod"].map { name in
      HealthChecker.Subject(
        Environment(
          name: name, target: Target(project: name), services: [Service(name: "api")]))
    }

    let reports = await checker.run(
      subjects,
      observe: {
        observations.withLock { $0 += 1 }
        return [status]
      })

    #expect(observations.withLock { $0 } == 1)
    #expect(reports.map(\.environment) == ["dev", "prod"])
    #expect(
      reports.flatMap(\.results).map(\.reason) == ["healthy", "the engine has not been asked yet"])
  }

  @Test func `only the wanted checks are run`() async {
    let environment = environment(
      [.container(service: "api"), .container(service: "gone")], timeoutMilliseconds: 1_000)

    let reports = await checker.run(
      [HealthChecker.Subject(environment, checks: [environment.checks[1]])], observe: { [status] })

    #expect(reports[0].results.map(\.reason) == ["no service is named gone"])
  }
}
