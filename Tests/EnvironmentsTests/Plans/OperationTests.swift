import Testing

@testable import Environments

struct `The outcome of an operation` {
  private func outcome(
    _ verdict: OperationOutcome.Verdict, _ verb: Plan.Verb = .launch
  ) -> OperationOutcome {
    OperationOutcome(environment: "dev", verb: verb, verdict: verdict, tookMilliseconds: 4150)
  }

  @Test func `a failure names the failing service, its last lines and what runs`() {
    var failure = outcome(.failed(reason: "api is unhealthy"))
    failure.failingService = "api"
    failure.lastLines = ["listening on 8080", "cannot open \u{1b}[31mtrades.db"]
    failure.serviceStates = ["quotes  healthy", "api     unhealthy"]

    #expect(
      failure.text == """
        The launch of dev failed after 4.1 s: api is unhealthy
        The last lines of api:
          listening on 8080
          cannot open \\u{1b}[31mtrades.db
        Current state:
          quotes  healthy
          api     unhealthy
        """)
    #expect(
      failure.json == """
        {
          "environment" : "dev",
          "failing_service" : "api",
          "last_lines" : [
            "listening on 8080",
            "cannot open \\u001b[31mtrades.db"
          ],
          "note" : null,
          "reason" : "api is unhealthy",
          "schema_version" : 1,
          "services" : [

          ],
          "standing" : [
            "quotes  healthy",
            "api     unhealthy"
          ],
          "took_ms" : 4150,
          "verb" : "launch",
          "verdict" : "failed"
        }
        """)
  }

  @Test func `a success names what runs`() {
    var success = outcome(.succeeded)
    success.serviceStates = ["api  healthy"]

    #expect(
      success.text == """
        dev is up after 4.1 s.
        Now:
          api  healthy
        """)
    #expect(outcome(.succeeded, .stop).text == "dev is stopped after 4.1 s.")
    #expect(outcome(.succeeded, .restart).text == "dev is restarted after 4.1 s.")
  }

  @Test func `a cancellation names the state of each service, and that nothing changed`() {
    let service = Service(name: "api")
    var cancelled = outcome(.cancelled)
    cancelled.services = [ServiceOutcome(of: service, before: [], now: [])]
    cancelled.serviceStates = cancelled.services.map(\.description)
    cancelled.note = "Nothing has changed: no container was touched."

    #expect(
      cancelled.text == """
        The launch of dev was cancelled after 4.1 s. Nothing has changed: no container was touched.
        Current state:
          api: not touched
        """)
    #expect(
      cancelled.json.contains(
        """
          "services" : [
            {
              "service" : "api",
              "stands" : "not touched",
              "state" : "stopped"
            }
          ],
        """))
  }

  @Test func `when the engine is lost, the last known state is shown`() {
    var lost = outcome(.engineUnreachable(reason: "it is silent"))
    lost.serviceStates = ["api: starting"]

    #expect(
      lost.text == """
        The launch of dev did not reach the engine: it is silent
        Last known state:
          api: starting
        """)
  }

  @Test(arguments: [
    (
      OperationOutcome.Verdict.cancelled, "cancelled",
      "The launch of dev was cancelled after 4.1 s."
    ),
    (.refused(reason: "it moved"), "refused", "The launch of dev is refused: it moved"),
    (
      .deadlinePassed, "deadline_passed",
      "The launch of dev did not end within its deadline, 4.1 s."
    ),
    (
      .engineUnreachable(reason: "refused"), "engine_unreachable",
      "The launch of dev did not reach the engine: refused"
    ),
    (
      .lockedBy("dev is being stopped by ann (pid 12 on desk, since 14:02:11 UTC)"), "locked",
      "The launch of dev is refused: dev is being stopped by ann (pid 12 on desk, since 14:02:11 UTC)."
    ),
  ])
  func `every other ending is a sentence`(
    verdict: OperationOutcome.Verdict, word: String, sentence: String
  ) {
    #expect(verdict.word == word)
    #expect(outcome(verdict).text == sentence)
  }
}

struct `The progress of an operation` {
  @Test func `a headline with count and time, and a line for each service`() {
    let progress = OperationProgress(
      environment: "dev", verb: .launch,
      lines: [
        .init("quotes", .done("healthy")), .init("api", .working("starting")),
        .init("prometheus", .waiting), .init("grafana", .failed("exited (1)")),
      ], startedAt: 100)

    #expect(
      progress.lines(now: 104) == [
        "Launching dev, 1 of 4 done, 4 s", "  quotes      healthy", "  api         starting",
        "  prometheus  waiting", "  grafana     exited (1)",
      ])
  }
}
