import Environments
import Foundation
import TestSupport
import Testing

@testable import Operations

@Suite(.timeLimit(.minutes(1)))
struct `Runs of smoke tests` {
  let checkout: Checkout
  init() throws { checkout = try Checkout() }

  @Test func `intent and outcome are recorded`() async throws {
    let server = try SmokeServer { _, _ in SmokeServer.reply(200) }

    let report = try await checkout.smoke(
      server.url, [[SmokeStep("a", "GET /a")], [SmokeStep("b", "GET /b", status: 204)]])

    #expect(!report.isPassed)
    let record = try checkout.text(".triptych/activity.jsonl").split(separator: "\n")
      .map { try ActivityEntry(#require(JSONValue(json: Array($0.utf8)))) }
    #expect(record.map(\.verb) == ["test", "test"])
    #expect(record.map(\.verdict) == [nil, "failed"])
    #expect(record[0].commands == ["GET \(server.url)/a", "GET \(server.url)/b"])
    #expect(record[1].reason == "failed: test 2")
    #expect(record[0].id == record[1].id)
  }

  private static let keyFile = ".triptych/secrets/dev/api_keys"

  @Test(arguments: [
    (nil as String?, "cannot read the key in \(keyFile): it is missing"),
    ("# none\n\n", "\(keyFile) holds no key"),
    ("a\u{e9}b\n", "the first key of \(keyFile) is not visible ASCII"),
  ])
  func `a key that cannot be used ends the run before anything is asked`(
    keys: String?, reason: String
  ) async throws {
    if let keys { try checkout.write(Self.keyFile, keys) }
    let server = try SmokeServer { _, _ in SmokeServer.reply(200) }

    let report = try await checkout.smoke(
      server.url, key: SmokeSuite.Key(header: "X-Key", secret: "api_keys"),
      [[SmokeStep("a", "GET /", key: .right)]])

    #expect(report.ending == .failed(reason: reason))
    #expect(server.lines == [])
  }

  @Test func `an authority that cannot be read ends the run as well`() async throws {
    let report = try await checkout.smoke(
      "https://127.0.0.1:1", ca: "no.pem", [[SmokeStep("a", "GET /")]])

    #expect(
      report.ending == .failed(reason: "cannot read certificate authority no.pem: it is missing"))
  }

  /// Proves `smoke.deadline`.
  @Test func `the deadline of all tests ends the run`() async throws {
    let server = try LoopbackServer { LoopbackServer.waitForHangUp($0) }

    let report = try await checkout.smoke(
      "http://127.0.0.1:\(server.port)", deadlineMilliseconds: 200,
      [[SmokeStep("a", "GET /")], [SmokeStep("b", "GET /")]])

    #expect(report.ending == .deadlinePassed)
    #expect(verdicts(report) == ["not run", "not run"])
  }

  @Test func `a cancelled run takes back what it has done`() async throws {
    let (flooded, flood) = AsyncStream.makeStream(of: Void.self)
    let server = try SmokeServer { request, _ in
      if request.line == "GET /again" { flood.finish() }
      return SmokeServer.reply(200, [], #"{"id": 7}"#)
    }
    let plan = checkout.plan(
      server.url,
      [
        [
          SmokeStep("place", "POST /a", captures: ["a": "id"]),
          SmokeStep("flood", "GET /again") { $0.pace = .all(SmokeStep.requestsMax) },
          SmokeStep("cancel", "DELETE /a/{a}") { $0.isAlways = true },
        ], [SmokeStep("next", "GET /next")],
      ])
    let runner = checkout.runner(try checkout.workspace())
    let task = Task { await runner.run(plan, consent: .yes) }
    for await _ in flooded {}
    task.cancel()

    let report = await task.value
    #expect(report.ending == .cancelled)
    #expect(verdicts(report) == ["not run", "not run"])
    #expect(server.lines.last == "DELETE /a/7")
    #expect(server.lines.count < SmokeStep.requestsMax)
  }

  @Test func `one operation at a time holds the project`() async throws {
    let workspace = try checkout.workspace()
    let attempt = try ProjectLock.take(
      project: "trading-dev", in: workspace,
      holder: LockHolder("launched", "dev", user: "ann", command: "triptych up dev"))
    let plan = checkout.plan("http://127.0.0.1:1", [[SmokeStep("a", "GET /")]])

    let report = await checkout.runner(workspace).run(plan, consent: .yes)

    guard case .lockedBy(let holder) = report.ending else {
      Issue.record("ending: \(report.ending)")
      return
    }
    #expect(holder.hasPrefix("dev is being launched by ann (pid "))
    _ = consume attempt
  }

  @Test func `tests that lack consent ask nothing and leave nothing behind`() async throws {
    let engine = engine(state: "running", in: checkout.root)
    let plan = checkout.plan(
      "http://127.0.0.1:1", composeFiles: ["docker/c.yml"], isProtected: true,
      [[SmokeStep("a", "GET /")]])

    let report = await checkout.runner(try checkout.workspace(), on: engine)
      .run(plan, consent: .yes)

    #expect(report.ending == .refused(reason: "it is protected: pass --confirm dev"))
    #expect(report.results.map(\.verdict) == [.notRun])
    #expect(engine.asked == [])
    #expect(try checkout.names("") == [])
  }

  @Test func `a stack that runs is tested`() async throws {
    let engine = engine(state: "running", in: checkout.root)
    let server = try SmokeServer { _, _ in SmokeServer.reply(200) }
    let plan = checkout.plan(
      server.url, composeFiles: ["docker/c.yml"], [[SmokeStep("a", "GET /")]])

    let report = await checkout.runner(try checkout.workspace(), on: engine).run(
      plan, consent: .yes)

    #expect(report.isPassed)
  }

  @Test func `a stack that is stopped is not tested`() async throws {
    let engine = engine(state: "exited", in: checkout.root)
    let plan = checkout.plan(
      "http://127.0.0.1:1", composeFiles: ["docker/c.yml"], [[SmokeStep("a", "GET /")]])

    let ending = await checkout.runner(try checkout.workspace(), on: engine).obstacle(to: plan)

    #expect(
      ending == .failed(reason: "dev does not run. Launch it first: triptych up dev"))
  }

  @Test func `the stack of another checkout is not tested`() async throws {
    let engine = engine(state: "running", in: "/elsewhere")
    let plan = checkout.plan(
      "http://127.0.0.1:1", composeFiles: ["docker/c.yml"], [[SmokeStep("a", "GET /")]])

    let ending = await checkout.runner(try checkout.workspace(), on: engine).obstacle(to: plan)

    #expect(
      ending
        == .refused(
          reason: "The containers of trading-dev were started from another checkout, /elsewhere. "
            + "Stop them there, or take them over with --adopt."))
  }

  @Test func `an engine that does not answer is told`() async throws {
    let engine = FakeEngine()
    engine.set { $0.faults["/containers/json"] = .silent }
    let plan = checkout.plan(
      "http://127.0.0.1:1", composeFiles: ["docker/c.yml"], [[SmokeStep("a", "GET /")]])

    let runner = checkout.runner(try checkout.workspace(), on: engine, deadline: .milliseconds(200))
    let ending = await runner.obstacle(to: plan)

    #expect(
      ending
        == .engineUnreachable(
          reason: "\(engine.address) accepted the connection but did not answer within 200 ms."))
  }

  private func engine(state: String, in folder: String) -> FakeEngine {
    FakeEngine(
      FakeContainer("a1") {
        $0.state = state
        $0.workingDirectory = folder
      })
  }
}
