import Environments
import Testing

struct `Rules of a time zone` {
  @Test(arguments: [
    ("UTC0", 0, "UTC"), ("<-03>3", -10_800, "-03"), ("<+0545>-5:45", 20_700, "+0545"),
    ("XYZ1:02:03", -3_723, "XYZ"), ("ABC+24", -86_400, "ABC"),
  ])
  func `are the same all year where clocks never change`(
    text: String, offset: Int, abbreviation: String
  ) throws {
    let rules = try #require(TimeZoneRules(posix: text))

    #expect(rules.period(at: 0).offsetSeconds == offset)
    #expect(rules.period(at: 0).abbreviation == abbreviation)
    #expect(rules.offset(at: .max) == offset)
    #expect(rules.offset(at: .min) == offset)
  }

  @Test(arguments: [
    ("CET-1CEST,M3.5.0,M10.5.0/3", "2026-03-29T01:00", "CET CEST"),
    ("CET-1CEST,M3.5.0,M10.5.0/3", "2026-10-25T01:00", "CEST CET"),
    // In the southern hemisphere summer includes the new year.
    ("AEST-10AEDT,M10.1.0,M4.1.0/3", "2026-04-04T16:00", "AEDT AEST"),
    ("AEST-10AEDT,M10.1.0,M4.1.0/3", "2026-10-03T16:00", "AEST AEDT"),
    // The daylight saving time of POSIX is winter time here.
    ("IST-1GMT0,M10.5.0,M3.5.0/1", "2026-03-29T01:00", "GMT IST"),
    ("IST-1GMT0,M10.5.0,M3.5.0/1", "2026-10-25T01:00", "IST GMT"),
    // Times that lead to the day before and to days after.
    ("<-02>2<-01>,M3.5.0/-1,M10.5.0/0", "2026-03-29T01:00", "-02 -01"),
    ("EET-2EEST,M3.4.4/50,M10.4.4/50", "2026-03-28T00:00", "EET EEST"),
    // The 60th day is the 1st of March, or, when leap days count, the 29th of February.
    ("AAA0BBB,J60/0,J300", "2024-03-01T00:00", "AAA BBB"),
    ("AAA0BBB,J60/0,J300", "2026-03-01T00:00", "AAA BBB"),
    ("AAA0BBB,59/0,J300", "2024-02-29T00:00", "AAA BBB"),
    ("EST5EDT", "2026-03-08T07:00", "EST EDT"),
    // All year, over each new year.
    ("EST5EDT,0/0,J365/25", "2026-01-01T05:00", "EDT EDT"),
  ])
  func `change on the days of a year`(text: String, moment: String, names: String) throws {
    let rules = try #require(TimeZoneRules(posix: text))
    let seconds = try #require(CivilTime(moment)).seconds

    let periods = [seconds - 1, seconds].map(rules.period)

    #expect(periods.map(\.abbreviation).joined(separator: " ") == names)
  }

  @Test(arguments: [
    "", "U", "UT0", "UTC", "<U>0", "<UTC0", "UTC25", "UTC0:60", "UTC0x", "CET-1CEST,",
    "CET-1CEST,M3.5.0",
    "CET-1CEST,M13.5.0,M10.5.0", "CET-1CEST,M3.6.0,M10.5.0", "CET-1CEST,M3.5.7,M10.5.0",
    "CET-1CEST,J0,J365", "CET-1CEST,366,J365", "CET-1CEST,M3.5.0/168,M10.5.0",
    "CET-1CEST,M3.5.0,M10.5.0,", "ÄÖÜ0", "CET-99999999999999999999",
  ])
  func `are not read from other texts`(text: String) {
    #expect(TimeZoneRules(posix: text) == nil)
  }

  /// After its last transition the text at its end applies, which has no summer time in January.
  @Test func `are read from a file`() throws {
    let rules = try #require(TimeZoneRules(tzif: Self.file))

    let told = [-1_000, 999, 1_000, 1_999, 2_000, 15_724_800].map(rules.period)

    #expect(told.map(\.abbreviation) == ["LMT", "LMT", "CET", "CET", "CET", "CEST"])
    #expect(told.map(\.offsetSeconds) == [1_234, 1_234, 3_600, 3_600, 3_600, 7_200])
  }

  @Test func `are read from a file of the first version`() throws {
    let rules = try #require(TimeZoneRules(tzif: Self.block(version: 0, timeSize: 4)))

    #expect(rules.period(at: .max).abbreviation == "CEST")
  }

  @Test func `are not read from a part of a file`() {
    let lengths = (0..<Self.file.count).filter {
      TimeZoneRules(tzif: Array(Self.file.prefix($0))) != nil
    }

    #expect(lengths == [])
  }

  @Test func `damaged files are refused or read, and no moment is too far`() {
    var known = 0
    for index in Self.file.indices {
      for byte in [0, 1, 0x2d, 0x39, 0x7f, 0x80, 0xff] as [UInt8] {
        var bytes = Self.file
        bytes[index] = byte
        guard let rules = TimeZoneRules(tzif: bytes) else { continue }
        known += [Int.min, -1, 0, 1_500, .max].map(rules.offset).count
      }
    }

    #expect(known > 0)
    #expect(TimeZoneRules(tzif: Self.file + Array(repeating: 0, count: 64 << 10)) == nil)
  }

  private static let file =
    block(version: 0x32, timeSize: 4) + block(version: 0x32, timeSize: 8)
    + Array("\nCET-1CEST,M3.5.0,M10.5.0/3\n".utf8)

  /// Two transitions, at 1,000 and 2,000 seconds.
  private static func block(version: UInt8, timeSize: Int) -> [UInt8] {
    let header = Array("TZif".utf8) + [version] + Array(repeating: 0, count: 15)
    let counts = [0, 0, 0, 2, 3, 13].flatMap { number($0, 4) }
    let times = number(1_000, timeSize) + number(2_000, timeSize) + [1, 2]
    let kinds =
      number(1_234, 4) + [0, 0] + number(3_600, 4) + [0, 4] + number(7_200, 4) + [1, 8]
    return header + counts + times + kinds + Array("LMT\0CET\0CEST\0".utf8)
  }

  private static func number(_ value: Int, _ size: Int) -> [UInt8] {
    (0..<size).reversed().map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
  }
}
