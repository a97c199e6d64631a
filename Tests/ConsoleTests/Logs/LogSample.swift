import Canvas
import Environments

@testable import Console

/// Logs of the sample's environments.
enum LogSample {
  /// 2026-11-23 14:01:00 UTC and so many milliseconds.
  static func line(
    _ text: String, _ milliseconds: Int64 = 0, service: String = "api", replica: Int = 1,
    level: LogLevel? = nil, spans: [LogSpan] = [], stream: LogLine.Stream = .output
  ) -> LogLine {
    LogLine(
      time: LogTime(nanoseconds: (1_795_442_460_000 + milliseconds) * 1_000_000),
      service: service, replica: replica, stream: stream, level: level, text: text, spans: spans)
  }

  static let api = [
    line("2026-11-23T14:01:00Z info api : listening on 18080", 0, level: .info),
    line(#"{"level":"debug","msg":"order 1 taken","took":0.4}"#, 120, level: .debug),
    line(
      #"{"level":"warning","msg":"the database is slow: 412 ms for a transaction that writes orders and positions"}"#,
      260, level: .warning),
    line(
      "GET /orders 200", 300, spans: [LogSpan(0..<3, LogAppearance(color: .green, isBold: true))]),
    line(#"{"level":"error","msg":"order 2 refused: halted"}"#, 410, level: .error),
    line("    at Orders.take (orders.swift:12)", 411),
    line("trading-dev-api-1 started", 500, stream: .note),
    line("grüße 三 done", 600, level: .info),
  ]

  static func numbered(_ range: ClosedRange<Int>) -> LogBatch {
    LogBatch(lines: range.map { line("line \($0)", Int64($0)) })
  }

  /// The logs of one environment's api.
  static func model(columns: Int = 80, rows: Int = 24, lines: [LogLine] = api) -> Model {
    var model = Model.sample(columns: columns, rows: rows, focus: 1)
    model.press("L")
    model.receive(
      .logsArrived(LogScope(environment: "dev", service: "api"), LogBatch(lines: lines)))
    return model
  }
}

extension Model {
  /// The lines of the selected pane that are on the screen.
  var shownLogs: String {
    Console.view(self).text.split(separator: "\n").filter { $0.contains("line ") }
      .map { line in line.filter { $0.isLetter || $0.isNumber || $0 == "▸" } }
      .joined(separator: " ")
  }
}
