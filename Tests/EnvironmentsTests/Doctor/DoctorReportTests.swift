import Testing

@testable import Environments

struct `The doctor's report` {
  @Test func `a line for each finding in the order of codes, fixes below, and a count`() {
    let report = DoctorReport([
      DoctorFinding(.disk, .warn, "900 MiB free", fix: "look what takes room"),
      DoctorFinding(.client, .ok, "/usr/bin/docker"),
      DoctorFinding(.engine, .fail, "no answer", fix: "start it"),
    ])

    #expect(!report.isWell)
    #expect(
      report.text == """
        ok    DOC01  docker client  /usr/bin/docker
        fail  DOC03  engine         no answer
                     fix: start it
        warn  DOC11  disk           900 MiB free
                     fix: look what takes room
        3 checks, 1 failed, 1 warning
        """)
  }

  @Test func `long texts wrap between words`() {
    let report = DoctorReport([
      DoctorFinding(
        .engine, .fail, "context far (prod): The host key of 10.0.0.7 has changed: another host",
        fix: "when the host is new: ssh-keygen -R 10.0.0.7, then ssh ops@10.0.0.7, once by hand")
    ])

    #expect(
      report.text == """
        fail  DOC03  engine  context far (prod): The host key of 10.0.0.7 has changed:
                             another host
                     fix: when the host is new: ssh-keygen -R 10.0.0.7, then ssh
                          ops@10.0.0.7, once by hand
        1 check, 1 failed, 0 warnings
        """)
  }

  @Test func `the fix for a remote engine names its host`() {
    let states = [EngineState.unreachable("refused"), .silent(milliseconds: 15_000)]

    #expect(
      states.map {
        DoctorFinding.engine($0, version: nil, endpoint: "e", of: [], isLocal: false).fix ?? ""
      } == [
        "on the engine's host: sudo systemctl start docker; without an init system: sudo dockerd",
        "check the engine's host, and any jump host before it: it is overloaded, stopped, or behind "
          + "a network that drops packets",
      ])
  }

  @Test func `warnings are not failures`() {
    let report = DoctorReport([DoctorFinding(.age, .warn, "age is not installed", fix: "get it")])

    #expect(report.isWell)
    #expect(
      report.json == """
        {
          "findings" : [
            {
              "code" : "DOC05",
              "fix" : "get it",
              "message" : "age is not installed",
              "subject" : "age",
              "verdict" : "warn"
            }
          ],
          "schema_version" : 1,
          "well" : true
        }
        """)
  }

  @Test(arguments: [
    (EngineState.answering, "ok e (dev and prod): 1.2"),
    (.forbidden("Add yourself."), "fail e (dev and prod): not allowed, Add yourself."),
    (.notInstalled("Get it."), "fail e (dev and prod): not asked, Get it."),
    (
      .unreachable("refused\u{1b}"),
      "fail e (dev and prod): refused\\u{1b}, sudo systemctl start docker; without an init system: sudo dockerd"
    ),
    (
      .silent(milliseconds: 5000),
      "fail e (dev and prod): no answer within 5 s, check dockerd: it is overloaded or stopped"
    ),
    (
      .unreachable(EngineState.advice("It is gone.", fix: "fetch it")),
      "fail e (dev and prod): It is gone, fetch it"
    ),
    (
      .forbidden(EngineState.advice("It is locked.", fix: "unlock it")),
      "fail e (dev and prod): It is locked, unlock it"
    ),
    (.notAskedYet, "fail e (dev and prod): not asked in time"),
  ])
  func `each state of an engine has its sentence`(state: EngineState, sentence: String) {
    let finding = DoctorFinding.engine(state, version: "1.2", endpoint: "e", of: ["dev", "prod"])

    #expect(finding.line == sentence)
  }

  @Test(arguments: [
    ("2.26.1", DoctorFinding.Verdict.ok), ("2.20", .ok), ("3.0.0", .ok), ("5.1", .ok),
    ("2.19.9", .warn), ("1.29.2", .warn), ("", .warn), ("what", .warn),
  ])
  func `Compose is compared with the first version that supports include`(
    version: String, verdict: DoctorFinding.Verdict
  ) {
    #expect(DoctorFinding.composeVersion(version).verdict == verdict)
    #expect(DoctorFinding.composeVersion(nil).verdict == .fail)
  }

  @Test func `a repository without environments fails, one with errors warns`() {
    let empty = DoctorFinding.repository(Configuration(), root: "/r")
    let wrong = DoctorFinding.repository(
      Configuration(
        environments: [environment("dev", [:])], diagnostics: [Diagnostic(.error, "SET01", "no")]),
      root: "/r")
    let right = DoctorFinding.repository(
      Configuration(environments: [environment("dev", [:])]), root: "/r")

    #expect(empty.line.hasPrefix("fail /r has no environment, choose another root with -C DIR"))
    #expect(
      wrong.line
        == "warn /r: 1 environment, 1 error, triptych validate lists each with its position")
    #expect(right.line == "ok /r: 1 environment")
  }

  @Test func `the terminal is judged by the caller's variables`() {
    let known: (String) -> Bool = { $0 == "xterm" }
    let findings = [
      ["TERM": "xterm"], ["TERM": "xterm", "NO_COLOR": "1"], ["TERM": "dumb"], [:],
      ["TERM": "vt\u{1b}99"],
    ].map {
      DoctorFinding.terminal(
        variables: $0, isTerminal: true, isUnicode: true, isDescribed: known)[0].line
    }
    let plain = DoctorFinding.terminal(
      variables: ["TERM": "xterm"], isTerminal: false, isUnicode: false, isDescribed: known)

    #expect(
      findings.map { String($0.prefix { $0 != ":" }) } == [
        "ok xterm", "ok xterm, without colours because of NO_COLOR",
        "warn TERM is dumb", "warn TERM is not set",
        "fail the system has no description of the terminal vt\\u{1b}99, sudo apt-get install ncurses-term, or TERM=xterm-256color",
      ])
    #expect(plain[0].line == "ok xterm; the output is not a terminal now")
    #expect(plain[1].verdict == .warn)
  }
}

extension DoctorFinding {
  fileprivate var line: String { "\(verdict.rawValue) \(message)" + (fix.map { ", \($0)" } ?? "") }
}
