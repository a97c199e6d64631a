import Environments
import Loading
import Testing

struct `The level of a line` {
  @Test(arguments: [
    (#"{"level":"error","msg":"x"}"#, "error"),
    (#"{"time":"2026-11-23T14:02:01Z","level":"WARN","msg":"x"}"#, "warning"),
    (#"{"severity": "CRITICAL", "message": "x"}"#, "fatal"),
    (#"{"levelname":"INFO","message":"x"}"#, "info"),
    (#"{"level":50,"time":1,"msg":"pino"}"#, "error"),
    (#"{"level":20,"msg":"pino"}"#, "debug"),
    (#"{"level":"ERROR+2","msg":"slog"}"#, "error"),
    (#"{"lvl":"dbug","msg":"x"}"#, "none"),
    (#"{"msg":"\"level\":\"error\"","level":"info"}"#, "info"),
    (#"{"inner":{"level":"error"},"level":"debug"}"#, "debug"),
    (#"{"level":"error""#, "error"),
    (#"{"level""#, "none"),
    (#"{}"#, "none"),
  ]) func `is read from JSON`(_ line: String, _ level: String) {
    #expect(name(of: line) == level)
  }

  @Test(arguments: [
    ("E0412 14:02:01.000000       1 main.go:7] lost", "error"),
    ("I0412 14:02:01.000000       1 main.go:7] error: no", "info"),
    ("ts=2026-11-23T14:02:01Z level=warn msg=slow", "warning"),
    (#"time="2026" level="info" msg="error""#, "info"),
    ("2026-11-23T14:02:01Z ERROR lost", "error"),
    ("2026/11/23 14:02:01 [error] 7#7: *1 open() failed", "error"),
    ("[warn] slow", "warning"),
    ("WARNING: slow", "warning"),
    ("2026-11-23T14:02:01+0000 info api : [main] started", "info"),
    ("error: cannot open", "error"),
    ("2026-11-23 14:02:01.000 UTC [1] LOG:  ready", "info"),
    ("2026-11-23 14:02:01.000 UTC [1] FATAL:  no role", "fatal"),
    ("1:M 23 Nov 2026 * Ready to accept connections", "none"),
    ("GET /error HTTP/1.1", "none"),
    ("there was no error", "none"),
    ("on_error=retry", "none"),
    ("    at main (index.js:1:1)", "none"),
    ("", "none"),
    ("   ", "none"),
  ]) func `is read from text`(_ line: String, _ level: String) {
    #expect(name(of: line) == level)
  }

  private func name(of line: String) -> String {
    var line = line
    return line.withUTF8 { LogLevel(line: $0)?.name ?? "none" }
  }
}

struct `The time of a line` {
  @Test func `is shown in the viewer's time zone, with its offset`() {
    let time = LogTime(nanoseconds: 1_795_442_521_123_456_789)

    #expect(time.text == "2026-11-23T14:02:01.123456789Z")
    #expect(time.utcClock == "14:02:01.123Z")
    #expect(time.localClock(offsetMinutes: 60) == "15:02:01.123+01")
    #expect(time.localClock(offsetMinutes: -210) == "10:32:01.123-03:30")
  }

  @Test(arguments: [0, 1, 86_399, 951_782_400, 1_709_164_800, 4_102_444_799])
  func `is read back as it was printed`(_ seconds: Int64) {
    let time = LogTime(nanoseconds: seconds * 1_000_000_000 + 5)
    var intake = LogIntake(service: "api", replica: 1, stream: .output)

    let line = Array("\(time.text) x\n".utf8).withUnsafeBufferPointer { intake.feed($0, at: 0) }

    #expect(line.lines.map(\.time) == [time])
  }
}
