import Canvas
import Environments
import Testing

@testable import Console

struct `Watching health` {
  private let dev = CheckRequest(environment: "dev", checks: ["api", "quotes"])

  private func result(
    _ name: String, _ verdict: CheckResult.Verdict = .healthy, reason: String = "healthy",
    took: Int = 2_000
  ) -> CheckResult {
    CheckResult(
      check: Check(
        name: name, probe: .container(service: name), timeoutMilliseconds: 2_000),
      verdict: verdict, reason: reason, tookMicroseconds: took)
  }

  private func tick(_ model: inout Model, _ seconds: Int) -> [Effect] {
    model.receive(.ticked(now: Sample.now + seconds, utcOffsetMinutes: 0))
  }

  /// Answers a round of dev's checks.
  private func answer(_ model: inout Model, at seconds: Int) {
    for name in dev.checks {
      model.receive(.checkArrived(environment: "dev", result(name), at: Sample.now + seconds))
    }
  }

  @Test func `w checks at once and again after each interval, and says so`() {
    var model = Model.sample(focus: 1)
    model.press("c")
    answer(&model, at: 0)

    #expect(model.press("w") == [])
    #expect(view(model).line(1).hasPrefix("┌ health · 1 healthy · watching ─"))
    #expect(tick(&model, 9) == [])
    #expect(tick(&model, 10) == [.world(.runChecks([dev]))])
    #expect(model.footer == " Watching dev; w again stops it.")
  }

  @Test func `a check that still runs is not started again, and the others are`() {
    var model = Model.sample(focus: 1)
    model.press("c")
    model.receive(.checkArrived(environment: "dev", result("api"), at: Sample.now))
    model.press("w")

    let quotes = tick(&model, 30)

    #expect(
      quotes == [.world(.runChecks([CheckRequest(environment: "dev", checks: ["api"])]))])
    #expect(tick(&model, 60) == [])
  }

  @Test func `nothing ticks when it is off`() {
    var model = Model.sample(focus: 1)
    model.press("cw")
    answer(&model, at: 0)
    #expect(subscriptions(of: model).contains(.clock(everySeconds: 1)))

    model.press("w")
    _ = tick(&model, 600)
    _ = tick(&model, 601)
    _ = tick(&model, 660)

    #expect(tick(&model, 661) == [])
    #expect(subscriptions(of: model).contains(.clock(everySeconds: 60)))
    #expect(!view(model).text.contains("watching"))
  }

  @Test func `a clock that is put back does not stop the watch`() {
    var model = Model.sample(focus: 1)
    model.press("cw")
    answer(&model, at: 0)

    #expect(tick(&model, -86_400) == [.world(.runChecks([dev]))])
    answer(&model, at: -86_400)
    #expect(tick(&model, -86_391) == [])
    #expect(tick(&model, -86_390) == [.world(.runChecks([dev]))])
  }

  @Test func `results arrive in any order and stand in that of the checks`() {
    var model = Model.sample(focus: 3)
    model.press("c")

    model.receive(
      .checkArrived(environment: "prod", result("alertmanager"), at: Sample.now))
    model.receive(.checkArrived(environment: "prod", result("api"), at: Sample.now))
    model.receive(.checkArrived(environment: "prod", result("quotes"), at: Sample.now))

    #expect(
      (3...5).map { view(model).line($0).split(separator: " ")[2] } == [
        "api", "quotes", "alertmanager",
      ])
    #expect(view(model).line(5).hasPrefix("│▸"))
  }

  @Test func `a result of a check that is not declared any more is dropped`() {
    var model = Model.sample(focus: 1)

    model.receive(.checkArrived(environment: "dev", result("gone"), at: Sample.now))
    model.receive(.checkArrived(environment: "qa", result("api"), at: Sample.now))

    #expect(model.world.health.isEmpty)
  }

  @Test func `an environment without anything to check says so`() {
    var bare = Sample.configuration
    bare.environments[0].services = []
    var model = Model.after([.loaded(bare, Sample.matrix)])

    #expect(model.press("1c") == [])
    #expect(view(model).line(3).hasPrefix("│   It has no checks and no services."))
  }

  @Test func `a check over time has its latencies, its streak and its flapping`() {
    var model = Model.sample(focus: 1)
    model.press("c")
    for second in 0..<24 {
      let fails = second > 15 && second % 2 == 0
      model.receive(
        .checkArrived(
          environment: "dev",
          result(
            "api", fails ? .unhealthy : .healthy, reason: fails ? "status 503" : "healthy",
            took: 1_000 * (1 + second % 8)), at: Sample.now - 240 + 10 * second))
    }

    #expect(
      view(model).line(3)
        == "│▸ ● api          8 ms  ▇█×▂×▄×▆×█  flapping 45 %, ok at 14:01 · healthy       │")
  }

  @Test(arguments: [(60, 15), (80, 24), (120, 40)])
  func `Enter shows one check with its past and its last probe`(
    columns: Int, rows: Int
  ) throws {
    var model = Model.sample(columns: columns, rows: rows, focus: 3)
    model.press("c")
    for second in 0..<12 {
      var one = result(
        "api", second < 9 ? .healthy : .unhealthy,
        reason: second < 9 ? "status 200" : "2 probes failed in a row: refused",
        took: second < 9 ? 2_000 + 300 * second : 40_000)
      if second >= 9 {
        one.evidence = [
          "trading-prod-api-1: exit 1 at 14:01:59 UTC", "  refused", "  ^[[31mgave up",
        ]
      }
      model.receive(
        .checkArrived(environment: "prod", one, at: Sample.now - 120 + 10 * second))
    }

    model.press("<enter>j")

    try expectScreen(model, "check-\(columns)x\(rows)")
  }

  @Test func `what is read stays in its place while new results come in`() {
    var model = Model.sample(focus: 1)
    model.press("c")
    for second in 0..<5 {
      model.receive(
        .checkArrived(
          environment: "dev", result("api", reason: "number \(second)"),
          at: Sample.now + second))
    }
    model.press("<enter>jj")
    #expect(model.copyText == "number 2")

    model.receive(
      .checkArrived(environment: "dev", result("api", reason: "new"), at: Sample.now + 9))

    #expect(model.copyText == "number 2")
    #expect(
      model.press("c") == [.world(.runChecks([CheckRequest(environment: "dev", checks: ["api"])]))])
  }
}
