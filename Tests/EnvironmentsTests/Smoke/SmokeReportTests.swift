import Environments
import Testing

struct `Reports of smoke tests` {
  private func test(_ name: String, _ proves: SmokeProof?) -> SmokeTest {
    let step = SmokeStep(
      name: "ask", method: "GET", path: SmokeTemplate("/orders"),
      expectation: .answer(SmokeExpectation(status: 200)))
    return SmokeTest(name: name, proves: proves, steps: [step])
  }

  private func environment(_ tier: Tier, _ settings: [Setting] = []) -> Environment {
    Environment(name: "one", tier: tier, target: Target(project: "one"), settings: settings)
  }

  private func report(
    _ results: [SmokeResult], tier: Tier = .development, ending: SmokeReport.Ending = .complete
  ) -> SmokeReport {
    SmokeReport(of: environment(tier), results, ending: ending, tookMilliseconds: 812)
  }

  @Test func `passes when all tests pass and no proof is missing`() {
    let report = report([
      SmokeResult(test: test("order", .orders), verdict: .passed, tookMicroseconds: 41_200),
      SmokeResult(test: test("pages", .cors), verdict: .passed, tookMicroseconds: 900),
    ])

    #expect(report.isPassed)
    #expect(
      report.text == """
        one is as demanded: 2 of 2 tests pass, 812 ms
          order  passed    41 ms
          pages  passed   0.9 ms
        development demands
          orders  met      an order is taken and cancelled: order
          cors    met      only allowed web pages may call: pages
        """)
  }

  @Test func `a failure names step, request and reason, and a missing proof fails the run`() {
    let report = report([
      SmokeResult(
        test: test("order", .orders),
        verdict: .failed(step: "ask", reason: "expected 200, answered 503 (a\u{1b}b)"),
        tookMicroseconds: 41_200)
    ])

    #expect(!report.isPassed)
    #expect(
      report.text == """
        one is not as demanded: 0 of 1 test passes, 812 ms
          order  failed   41 ms  ask: GET /orders: expected 200, answered 503 (a\\u{1b}b)
        development demands
          orders  not met  an order is taken and cancelled: order
          cors    missing  only allowed web pages may call: no test proves it
        """)
    #expect(report.reason == "failed: order; no test proves: cors")
  }

  @Test func `tests that were not selected leave their demand open`() {
    let report = report([
      SmokeResult(test: test("order", .orders), verdict: .passed, tookMicroseconds: 41_200),
      SmokeResult(test: test("pages", .cors), verdict: .notRun),
    ])

    #expect(report.isPassed)
    #expect(
      report.text == """
        one is as demanded: 1 of 1 test passes, 812 ms
          order  passed   41 ms
        development demands
          orders  met      an order is taken and cancelled: order
          cors    not run  only allowed web pages may call: pages
        """)
  }

  @Test func `production demands everything, unless the rule is off`() {
    let off = Setting(
      SettingKey(.settings, "rules.SMK01.severity"),
      layerValues: [.init(.string("off"), Origin(layer: .environment))])

    #expect(SmokeProof.demanded(by: .production) == SmokeProof.allCases)
    #expect(environment(.staging).demandedProofs == SmokeProof.allCases)
    #expect(environment(.production, [off]).demandedProofs == [])
  }

  @Test func `without tests no proof is given`() {
    #expect(!report([]).isPassed)
    #expect(report([]).headline == "one has no smoke tests")
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
      [SmokeResult(test: test("order", .orders), verdict: .passed)], ending: ending)

    #expect(!report.isPassed)
    #expect(report.headline == headline)
    #expect(report.verdict == verdict)
  }

  @Test func `the JSON holds the same`() {
    let report = report([
      SmokeResult(
        test: test("order", .orders),
        verdict: .failed(step: "ask", reason: "expected 200, answered 1"),
        tookMicroseconds: 41_250)
    ])

    #expect(
      report.json == """
        {
          "demands" : [
            {
              "proves" : "orders",
              "tests" : [
                "order"
              ],
              "verdict" : "not_met"
            },
            {
              "proves" : "cors",
              "tests" : [

              ],
              "verdict" : "missing"
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
