import Canvas
import Environments
import Testing

@testable import Console

struct `The screen of logs` {
  @Test(arguments: [(80, 24), (120, 40)]) func `shows one service`(
    _ columns: Int, _ rows: Int
  ) throws {
    try expectScreen(LogSample.model(columns: columns, rows: rows), "logs-\(columns)x\(rows)")
  }

  @Test func `shows one service across environments, side by side`() throws {
    var model = Model.sample(columns: 120, rows: 24)
    model.press("L")
    for name in ["dev", "staging", "prod"] {
      let lines = LogSample.api.map { line in
        var line = line
        line.replica = name == "prod" && line.level == .error ? 2 : 1
        return line
      }
      if name != "staging" {
        model.receive(
          .logsArrived(LogScope(environment: name, service: "api"), LogBatch(lines: lines)))
      }
    }

    try expectScreen(model, "logs-three-120x24")
  }

  @Test func `shows times, and long lines cut`() throws {
    var model = LogSample.model(columns: 120, rows: 16)

    model.press("wtkk")

    try expectScreen(model, "logs-times-120x16")
  }

  @Test func `what stands before a line gives way where a pane is narrow`() throws {
    var model = Model.sample(columns: 80, rows: 24)
    model.press("Lt")
    for (name, replicas) in [("dev", 2), ("staging", 1)] {
      let lines = (1...replicas).map { LogSample.line("order \($0) was taken", replica: $0) }
      model.receive(
        .logsArrived(LogScope(environment: name, service: "api"), LogBatch(lines: lines)))
    }

    try expectScreen(model, "logs-times-three-80x24")
  }

  @Test(arguments: [
    ("1", "▲ engine silent: It accepted the connection but has not answered for 5 s."),
    (
      "2",
      "▲ docker is not allowed: Add yourself to the group docker: sudo usermod -aG docker $USER"
    ),
    (
      "3",
      "▲ engine unreachable: Cannot connect to the Docker daemon at ssh://deploy@prod: timeout"
    ),
  ])
  func `a pane without lines says what keeps them away`(number: String, words: String) throws {
    var model = Model.sample(columns: 120, rows: 24)
    model.receive(.statusArrived(Sample.troubledStatuses))

    model.press(number + "L")

    let logs = try #require(model.logs)
    #expect(logs.emptyWords(logs.pane, model.context) == words)
  }

  @Test func `says what is wrong with a pattern as it is typed`() throws {
    var model = Model.sample(focus: 1)
    model = Model(size: model.size, patterns: .picky)
    for message in Model.sampleMessages { model.receive(message) }
    model.press("1L/a(")

    #expect(model.footer == " / a(  ✗ missing closing parenthesis at 3")

    model.press("<backspace>")
    #expect(model.footer.hasPrefix(" / a "))
  }

  @Test func `opens what is meant`() {
    var service = Model.sample(focus: 1)
    var across = Model.sample()
    var whole = Model.sample(focus: 3)
    service.press("L")
    across.press("L")
    whole.press("GL")

    #expect(service.scopes == [LogScope(environment: "dev", service: "api")])
    #expect(across.scopes.map(\.environment) == ["dev", "staging", "prod"])
    #expect(across.scopes.map(\.service) == ["api", "api", "api"])
    #expect(whole.scopes == [LogScope(environment: "prod")])
    #expect(subscriptions(of: whole).contains(.logs(LogScope(environment: "prod"))))

    whole.press("<esc>")
    #expect(!subscriptions(of: whole).contains(.logs(LogScope(environment: "prod"))))
  }

  @Test func `the same logs opened again keep their lines, which no reader sends twice`() throws {
    var model = Model.sample(focus: 1)
    let scope = LogScope(environment: "dev")

    model.press("GL")
    model.receive(.logsArrived(scope, LogBatch(lines: [LogSample.line("a line", 1)])))
    model.press("!L")

    #expect(model.place == .logs)
    #expect(model.logs?.pane.shownCount == 1)
  }
}

extension Model {
  static var sampleMessages: [Message] {
    [
      .ticked(now: Sample.now, utcOffsetMinutes: 0), .loaded(Sample.configuration, Sample.matrix),
      .statusArrived(Sample.statuses),
    ]
  }
}

extension LogPatterns {
  /// Refuses what has an open parenthesis, as a real one would.
  static let picky = LogPatterns { source in
    source.contains("(")
      ? .failure(LogPatternProblem("missing closing parenthesis", column: source.count + 1))
      : LogPatterns.literal.read(source)
  }

  /// Finds every text too hard that has a `q`.
  static let costly = LogPatterns { source in
    .success(
      LogPattern(
        source, matches: { $0.contains("q") ? nil : $0.contains(source) },
        find: { _ in .ranges([]) }))
  }
}
