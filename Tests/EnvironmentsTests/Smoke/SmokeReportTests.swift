import Environments
import Testing

struct `Reports of smoke tests` {
  private func test(_ name: String, _ proves: String?) -> SmokeTest {
    let step = SmokeStep(
      name: "ask", method: "GET", path: SmokeTemplate("/orders"),
      expectation: .answer(SmokeExpectation(status: 200)))
    return SmokeTest(name: name, proves: proves, steps: [step])
  }

  private func environment(demanding demands: [String: Value]) -> Environment {
    let settings = demands.map { path, value in
      Setting(
        SettingKey(.settings, path), layerValues: [.init(value, Origin(layer: .environment))])
    }
    return Environment(
      name: "one", tier: .development, target: Target(project: "one"),
      settings: settings.sorted { $0.key < $1.key })
  }

  private let both: [String: Value] = [
    "smoke.demands.orders": .string("an order is taken and cancelled"),
    "smoke.demands.cors": .string("only allowed web pages may call"),
  ]

  private func report(
    _ results: [SmokeResult], ending: SmokeReport.Ending = .complete
  ) -> SmokeReport {
    SmokeReport(
      of: environment(demanding: both), results, ending: ending, tookMilliseconds: 812)
  }

  @Test func `passes when all tests pass and no proof is missing`() {
    let report = report([
      SmokeResult(test: test("order", "orders"), verdict: .passed, tookMicroseconds: 41_200),
      SmokeResult(test: test("pages", "cors"), verdict: .passed, tookMicroseconds: 900),
    ])

    #expect(report.isPassed)
    #expect(
      report.text == """
        one is as demanded: 2 of 2 tests pass, 812 ms
          order  passed    41 ms
          pages  passed   0.9 ms
        one demands
          cors    met      only allowed web pages may call: pages
          orders  met      an order is taken and cancelled: order
        """)
  }

  @Test func `a failure names step, request and reason, and a missing proof fails the run`() {
    let report = report([
      SmokeResult(
        test: test("order", "orders"),
        verdict: .failed(step: "ask", reason: "expected 200, answered 503 (a\u{1b}b)"),
        tookMicroseconds: 41_200)
    ])

    #expect(!report.isPassed)
    #expect(
      report.text == """
        one is not as demanded: 0 of 1 test passes, 812 ms
          order  failed   41 ms  ask: GET /orders: expected 200, answered 503 (a\\u{1b}b)
        one demands
          cors    missing  only allowed web pages may call: no test proves it
          orders  not met  an order is taken and cancelled: order
        """)
    #expect(report.reason == "failed: order; no test proves: cors")
  }

  @Test func `tests that were not selected leave their demand open`() {
    let report = report([
      SmokeResult(test: test("order", "orders"), verdict: .passed, tookMicroseconds: 41_200),
      SmokeResult(test: test("pages", "cors"), verdict: .notRun),
    ])

    #expect(report.isPassed)
    #expect(
      report.text == """
        one is as demanded: 1 of 1 test passes, 812 ms
          order  passed   41 ms
        one demands
          cors    not run  only allowed web pages may call: pages
          orders  met      an order is taken and cancelled: order
        """)
  }

  @Test func `what is demanded is declared, and nothing where the rule is off`() {
    let off: [String: Value] = ["rules.SMK01.severity": .string("off")]
    let none: [String: Value] = ["smoke.demands.cors": .null]

    #expect(environment(demanding: [:]).demandedProofs == [])
    #expect(environment(demanding: both).demandedProofs.map(\.name) == ["cors", "orders"])
    #expect(
      environment(demanding: both.merging(none) { $1 }).demandedProofs.map(\.name) == ["orders"])
    #expect(environment(demanding: both.merging(off) { $1 }).demandedProofs == [])
  }

  @Test func `where nothing is demanded, the tests alone decide`() {
    let report = SmokeReport(
      of: environment(demanding: [:]),
      [SmokeResult(test: test("order", nil), verdict: .passed, tookMicroseconds: 900)],
      ending: .complete, tookMilliseconds: 1)

    #expect(report.isPassed)
    #expect(
      report.text == """
        one is as demanded: 1 of 1 test passes, 1 ms
          order  passed   0.9 ms
        one demands nothing
        """)
  }

  @Test func `without tests no proof is given`() {
    #expect(!report([]).isPassed)
    #expect(report([]).headline == "one has no smoke tests")
    #expect(report([]).reason == "there are no smoke tests; no test proves: cors, orders")
  }

  @Test(arguments: [
    (SmokeReport.Ending.cancelled, "The test of one was cancelled.", "cancelled"),
    (
      .deadlinePassed, "The test of one did not end within smoke.deadline, 812 ms.",
      "deadline_passed"
    ),
    (.refused(reason: "No."), "The test of one is refused: No.", "refused"),
    (.failed(reason: "No key."), "The test of one failed: No key.", "failed"),
    (
      .engineUnreachable(reason: "Gone."), "The test of one did not reach the engine: Gone.",
      "engine_unreachable"
    ),
    (
      .lockedBy("one is being launched by ann"),
      "The test of one is refused: one is being launched by ann.", "locked"
    ),
  ])
  func `a run that ended early gives the reason`(
    ending: SmokeReport.Ending, headline: String, verdict: String
  ) {
    let report = report(
      [SmokeResult(test: test("order", "orders"), verdict: .passed)], ending: ending)

    #expect(!report.isPassed)
    #expect(report.headline == headline)
    #expect(report.verdict == verdict)
  }

  @Test func `the JSON holds the same`() {
    let report = report([
      SmokeResult(
        test: test("order", "orders"),
        verdict: .failed(step: "ask", reason: "expected 200, answered 1"),
        tookMicroseconds: 41_250)
    ])

    #expect(
      report.json == """
        {
          "demands" : [
            {
              "proves" : "cors",
              "tests" : [

              ],
              "verdict" : "missing"
            },
            {
              "proves" : "orders",
              "tests" : [
                "order"
              ],
              "verdict" : "not_met"
            }
          ],
          "environment" : "one",
          "reason" : "failed: order; no test proves: cors",
          "schema_version" : 1,
          "tests" : [
            {
              "name" : "order",
              "proves" : "orders",
              "reason" : "expected 200, answered 1",
              "step" : "ask",
              "took_ms" : 41.25,
              "verdict" : "failed"
            }
          ],
          "tier" : "development",
          "took_ms" : 812,
          "verdict" : "failed"
        }
        """)
  }
}
