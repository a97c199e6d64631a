import Environments
import Testing

struct `Civil time` {
  @Test(arguments: [
    (0, "1970-01-01T00:00:00"), (-1, "1969-12-31T23:59:59"), (951_782_400, "2000-02-29T00:00:00"),
    (1_795_442_531, "2026-11-23T14:02:11"), (4_107_542_399, "2100-02-28T23:59:59"),
    (-62_135_596_800, "0001-01-01T00:00:00"),
  ])
  func `is converted from seconds and back`(seconds: Int, text: String) {
    #expect(CivilTime(seconds).text == text)
    #expect(CivilTime(text)?.seconds == seconds)
  }

  @Test func `follows the calendar for 800 years`() {
    let days = stride(from: -200_000, to: 100_000, by: 37)

    #expect(days.filter { CivilTime($0 * 86_400).seconds != $0 * 86_400 } == [])
  }

  @Test func `is read without seconds`() {
    #expect(CivilTime("2026-11-23T14:02")?.text == "2026-11-23T14:02:00")
  }

  @Test(arguments: [
    "", "2026-11-23", "2026-11-23 14:02:11", "2026-13-01T00:00", "2026-02-29T00:00",
    "2026-04-31T00:00", "2026-00-10T00:00", "2026-01-00T00:00", "2026-01-01T24:00",
    "2026-01-01T00:60", "2026-01-01T00:00:61", "2026-01-01T00:00:0", "+026-01-01T00:00",
    "2026-01-01T00:00Z",
  ])
  func `a date that does not exist is not read`(text: String) {
    #expect(CivilTime(text) == nil)
  }

  @Test(arguments: [
    ("Z", 0, "+00"), ("+00", 0, "+00"), ("+01:00", 60, "+01"), ("-5", -300, "-05"),
    ("+05:45", 345, "+05:45"), ("-03:30", -210, "-03:30"),
  ])
  func `an offset is read and written`(text: String, minutes: Int, written: String) {
    #expect(UTCOffset(text)?.minutes == minutes)
    #expect(UTCOffset(minutes: minutes).text == written)
  }

  @Test(arguments: ["", "z", "01:00", "+", "+:30", "+1:", "+01:00:00", "+99", "+01:60", "+0100"])
  func `an invalid offset is not read`(text: String) {
    #expect(UTCOffset(text) == nil)
  }
}
