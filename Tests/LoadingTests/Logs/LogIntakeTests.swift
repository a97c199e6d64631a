import Environments
import Loading
import Testing

struct `Lines of a container` {
  @Test func `have their times, streams and levels`() {
    var intake = LogIntake(service: "api", replica: 2, stream: .errors)

    let lines = intake.take(
      """
      2026-11-23T14:02:01.123456789Z ERROR lost
      2026-11-23T14:02:02.000000000Z

      """)

    #expect(
      lines.map { $0.json(environment: "dev") } == [
        #"{"schema_version":1,"time":"2026-11-23T14:02:01.123456789Z","environment":"dev","service":"api","#
          + #""replica":2,"stream":"stderr","level":"error","text":"ERROR lost"}"#,
        #"{"schema_version":1,"time":"2026-11-23T14:02:02.000000000Z","environment":"dev","service":"api","#
          + #""replica":2,"stream":"stderr","text":""}"#,
      ])
  }

  @Test func `are the same however their bytes are cut`() {
    let text = stamped("one") + stamped("zwölf") + stamped("三") + "2026-11-23T14:02:09Z rest"
    var whole = LogIntake(service: "api", replica: 1, stream: .output)
    let expected = whole.take(text) + whole.finish().lines

    for size in 1...40 {
      var intake = LogIntake(service: "api", replica: 1, stream: .output)
      var lines: [LogLine] = []
      let bytes = Array(text.utf8)
      for start in stride(from: 0, to: bytes.count, by: size) {
        lines += intake.take(Array(bytes[start..<min(bytes.count, start + size)]))
      }
      #expect(lines + intake.finish().lines == expected)
    }
    #expect(expected.map(\.text) == ["one", "zwölf", "三", "rest"])
  }

  @Test func `of a megabyte are cut, and say how long they were`() {
    var intake = LogIntake(service: "api", replica: 1, stream: .output)

    let lines = intake.take(stamped(String(repeating: "x", count: 1 << 20)) + stamped("after"))

    #expect(lines.map(\.text.utf8.count) == [16 * 1024 + 24, 5])
    #expect(lines[0].text.hasSuffix("xxx …[cut, 1048576 bytes]"))
  }

  @Test func `beyond the budget are counted, and those after it are whole`() {
    let budget = LogIntake.Budget(spanMilliseconds: 50, lines: 3, bytes: 1 << 20)
    var intake = LogIntake(service: "api", replica: 1, stream: .output, budget: budget)
    let flood = (1...1000).map { stamped("line \($0)") }.joined()

    let first = intake.feed(flood + "2026-11-23T14:02:01Z half of", at: 0)
    let second = intake.feed(" a line\n" + stamped("later"), at: 50)

    #expect(first.lines.map(\.text) == ["line 1", "line 2", "line 3"])
    #expect(first.droppedCount == 997)
    #expect(second.lines.map(\.text) == ["later"])
    #expect(second.droppedCount == 1)
  }

  @Test func `that are read again are told once`() {
    var intake = LogIntake(service: "api", replica: 1, stream: .output)
    let a = "2026-11-23T14:02:01.5Z a\n"
    let b = "2026-11-23T14:02:02.5Z b\n"
    let c = "2026-11-23T14:02:02.5Z c\n"
    let d = "2026-11-23T14:02:02.5Z d\n"
    let e = "2026-11-23T14:02:03.5Z e\n"

    let before = intake.take(a + b + c)
    intake.beginAgain()
    let after = intake.take(a + b + c + d + e)

    #expect(before.map(\.text) == ["a", "b", "c"])
    #expect(after.map(\.text) == ["d", "e"])
  }

  @Test func `that an engine reads twice when it rotates its file are told once`() {
    var intake = LogIntake(service: "api", replica: 1, stream: .output)

    let lines = intake.take([1, 2, 3, 4, 2, 3, 4, 5, 6, 6, 1, 2, 6, 7, 7, 8].map(at).joined())

    #expect(lines.map(\.text) == ["1", "2", "3", "4", "5", "6", "7", "8"])
  }

  @Test func `whose clock was set back are told`() {
    var intake = LogIntake(service: "api", replica: 1, stream: .output)

    let lines = intake.take([10, 20, 30, 5, 6, 15, 31].map(at).joined())

    #expect(lines.map(\.text) == ["10", "20", "30", "5", "6", "15", "31"])
  }

  @Test func `that were dropped are not told when the engine reads them again`() {
    let budget = LogIntake.Budget(spanMilliseconds: 50, lines: 2, bytes: 1 << 20)
    var intake = LogIntake(service: "api", replica: 1, stream: .output, budget: budget)

    let first = intake.feed((1...4).map(at).joined(), at: 0)
    let second = intake.feed(at(5), at: 50)
    let again = intake.feed([3, 4].map(at).joined(), at: 100)
    let new = intake.feed([5, 6].map(at).joined(), at: 150)

    #expect(
      [first, second, again, new].map { $0.lines.map(\.text) } == [["1", "2"], ["5"], [], ["6"]])
    #expect(first.droppedCount == 2)
  }

  @Test func `do not include docker's own messages`() {
    var intake = LogIntake(service: "api", replica: 1, stream: .errors)

    let lines = intake.take("Error response from daemon: no\n" + stamped("x"))

    #expect(lines.map(\.text) == ["x"])
  }

  /// A line whose time has the number as its second.
  private func at(_ number: Int) -> String {
    "2026-11-23T14:02:\(number < 10 ? "0" : "")\(number)Z \(number)\n"
  }

  private func stamped(_ text: String) -> String { "2026-11-23T14:02:01.000000001Z \(text)\n" }
}

extension LogIntake {
  fileprivate mutating func take(_ text: String) -> [LogLine] { feed(text, at: 0).lines }

  fileprivate mutating func take(_ bytes: [UInt8]) -> [LogLine] {
    bytes.withUnsafeBufferPointer { feed($0, at: 0).lines }
  }

  fileprivate mutating func feed(_ text: String, at now: Int) -> LogBatch {
    Array(text.utf8).withUnsafeBufferPointer { feed($0, at: now) }
  }
}
