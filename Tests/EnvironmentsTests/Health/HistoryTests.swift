import Testing

@testable import Environments

/// One check over time. `+` passes, `-` fails, `?` is not known, ten seconds apart from 14:02:00 on.
struct `The history of a check` {
  private let start = 1_795_442_520

  private func history(_ results: String, everySeconds: Int = 10) -> CheckHistory {
    var history = CheckHistory()
    for (index, sign) in results.enumerated() {
      let verdict: CheckResult.Verdict =
        sign == "+" ? .healthy : sign == "-" ? .unhealthy : .unknown
      history.add(result(verdict, 1_000 * (index + 1)), at: start + everySeconds * index)
    }
    return history
  }

  private func result(_ verdict: CheckResult.Verdict, _ took: Int) -> CheckResult {
    CheckResult(
      check: Check(
        name: "api", probe: .tcp(host: "127.0.0.1", port: 1), timeoutMilliseconds: 100),
      verdict: verdict, reason: "\(verdict)", tookMicroseconds: took)
  }

  private func words(_ history: CheckHistory, later seconds: Int = 0) -> String {
    history.text(now: start + seconds, utcOffsetMinutes: 60)
  }

  @Test func `a check that never ran has no text`() {
    #expect(words(CheckHistory()) == "")
    #expect(Latency(CheckHistory()) == nil)
  }

  @Test func `a streak shows its state, its start and its count`() {
    #expect(words(history("+")) == "ok at 15:02")
    #expect(words(history("++++++++")) == "ok for 1 min (8)")
    #expect(words(history("-")) == "failing at 15:02")
    #expect(words(history("+++---")) == "failing 3 in a row since 15:02")
    #expect(words(history("+??")) == "unknown 2 in a row since 15:02")
  }

  @Test func `a streak ends with its last result`() {
    #expect(words(history("++"), later: 7_200) == "ok for 10 s (2)")
  }

  @Test func `a streak of days shows a span`() {
    let days = history(String(repeating: "-", count: 25), everySeconds: 7_200)

    #expect(words(days, later: 180_000) == "failing 25 in a row for 2 d")
  }

  @Test func `old results are forgotten, their streak is not`() {
    let long = history(String(repeating: "+", count: 500))

    #expect(long.entries.count == 120)
    #expect(long.entries.first?.at == start + 3_800)
    #expect(words(long) == "ok for 1 h 23 min (500)")
  }

  @Test func `a change is reported once`() {
    var history = CheckHistory()

    let changes = [.healthy, .done, .unhealthy].map { history.add(result($0, 1), at: start) }

    #expect(changes == [true, false, true])
    #expect(history.changeCount == 1)
  }

  @Test func `the newest change weighs half as much again as the oldest`() {
    #expect(history("+++++++++++++++++++++").changePercent == 0)
    #expect(history("-++++++++++++++++++++").changePercent == 4)
    #expect(history("++++++++++++++++++++-").changePercent == 6)
    #expect(history("+-+-+-+-+-+-+-+-+-+-+").changePercent == 100)
  }

  @Test func `it flaps from 30 percent on and until it is below 20`() {
    let begins = "+++++++++++++++" + "-+-+-+"
    let steadies = begins + "++++++++++"

    #expect(!history("+++++++++++++++-+-+-").isFlapping)
    #expect(history(begins).isFlapping)
    #expect(words(history(begins)) == "flapping 34 %, ok at 15:05")
    #expect(history(steadies).changePercent == 28)
    #expect(history(steadies).isFlapping)
    #expect(!history(steadies + "++++++++++").isFlapping)
  }

  @Test func `an unknown result is not a change`() {
    #expect(history("+?+?+?+?+?+?+?+?+?+?+").changePercent == 0)
  }

  @Test func `latency covers the results that passed`() throws {
    let latency = try #require(Latency(history("++++-+++++++++++++++")))

    #expect(latency.parts == ["min 1.0 ms", "median 11 ms", "p95 20 ms"])
    #expect(latency.count == 19)
    #expect(Latency(history("---")) == nil)
  }

  @Test func `a clock shows the time of its zone, also before 1970`() {
    #expect(CivilTime(start + 9, utcOffsetMinutes: -150).timeOfDay == "11:32:09")
    #expect(CivilTime(-1).timeOfDay == "23:59:59")
  }

  @Test func `a round is one line of JSON with streaks`() {
    let report = HealthReport(
      environment: "dev", results: [result(.healthy, 2_000)], startedAt: start,
      tookMilliseconds: 2)

    let line = HealthReport.line(of: [report], round: 3, at: start) { _, _ in history("++") }

    #expect(
      line
        == #"{"at":1795442520,"environments":[{"checks":[{"flapping":false,"name":"api","phases":{},"#
        + #""reason":"healthy","streak":{"count":2,"since":1795442520,"state":"passing"},"#
        + #""took_ms":2,"verdict":"healthy"}],"environment":"dev","healthy":true,"#
        + #""orphans":[],"reason":null,"state":"healthy"}],"round":3,"#
        + #""schema_version":1}"#)
  }
}
