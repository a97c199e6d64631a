import Testing
import TradingService

struct `Writing the log` {
  let line = LogLine(
    time: "2026-11-23T00:00:00.000Z", level: .info, environment: "dev", service: "api",
    message: "GET /quotes 200", metadata: ["milliseconds": "3", "id": "a"])

  @Test func `people read a line of text`() {
    #expect(
      line.text == "2026-11-23T00:00:00.000Z INFO dev/api GET /quotes 200 id=a milliseconds=3")
  }

  @Test func `programs read an object that names environment and service`() {
    #expect(
      line.json == """
        {"time":"2026-11-23T00:00:00.000Z","level":"info","environment":"dev","service":"api",\
        "message":"GET /quotes 200","metadata":{"id":"a","milliseconds":"3"}}
        """)
  }

  @Test func `what a client sends neither forges a line nor steers a terminal`() {
    var line = line
    line.metadata = [:]
    line.message = "GET /\n\u{1B}[2J\"\\"

    #expect(line.text == "2026-11-23T00:00:00.000Z INFO dev/api GET /\u{FFFD}\u{FFFD}[2J\"\\")
    #expect(line.json.hasSuffix("\"message\":\"GET /\\u000a\\u001b[2J\\\"\\\\\"}"))
  }
}
