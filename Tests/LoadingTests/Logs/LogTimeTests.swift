import Environments
import Loading
import Testing

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
