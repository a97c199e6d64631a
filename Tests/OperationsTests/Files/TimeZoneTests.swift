import Environments
import Foundation
import Glibc
import Testing

@testable import Operations

struct `Time zones of the system` {
  @Test(arguments: [
    "Africa/Abidjan", "Africa/Cairo", "Africa/Casablanca", "Africa/El_Aaiun", "Africa/Johannesburg",
    "Africa/Lagos", "Africa/Monrovia", "Africa/Windhoek", "America/Argentina/Buenos_Aires",
    "America/Asuncion", "America/Caracas", "America/Chicago", "America/Havana",
    "America/Los_Angeles",
    "America/New_York", "America/Nuuk", "America/Phoenix", "America/Santiago", "America/Sao_Paulo",
    "America/Scoresbysund", "America/St_Johns", "Antarctica/Troll", "Asia/Baghdad", "Asia/Beirut",
    "Asia/Gaza", "Asia/Jerusalem", "Asia/Kathmandu", "Asia/Kolkata", "Asia/Pyongyang",
    "Asia/Shanghai", "Asia/Tehran", "Asia/Tokyo", "Asia/Yangon", "Atlantic/Azores",
    "Australia/Adelaide", "Australia/Eucla", "Australia/Lord_Howe", "Australia/Sydney",
    "Etc/GMT+12",
    "Etc/UTC", "Europe/Amsterdam", "Europe/Berlin", "Europe/Dublin", "Europe/Istanbul",
    "Europe/Lisbon", "Europe/London", "Europe/Moscow", "Pacific/Apia", "Pacific/Auckland",
    "Pacific/Chatham", "Pacific/Kiritimati", "Pacific/Marquesas", "Pacific/Norfolk",
  ])
  func `are what date says of 140 years, to the second around each transition`(zone: String) throws
  {
    let rules = try #require(SystemTimeZone.named(zone))
    let moments = Self.moments(of: rules)

    let told = moments.map { Self.words(rules.period(at: $0)) }
    let expected = try Self.date(moments, in: zone)

    #expect(told.count > 1_900)
    #expect(told == expected)
  }

  @Test(arguments: [
    // The table, and the rule behind its end.
    ("Europe/Berlin", "2026-03-29T01:00", "CET 3600", "CEST 7200"),
    ("Europe/Berlin", "2026-10-25T01:00", "CEST 7200", "CET 3600"),
    ("Europe/Berlin", "2050-03-27T01:00", "CET 3600", "CEST 7200"),
    ("Europe/Dublin", "2050-10-30T01:00", "IST 3600", "GMT 0"),
    ("Australia/Lord_Howe", "2050-04-02T15:00", "+11 39600", "+1030 37800"),
    ("Antarctica/Troll", "2026-03-29T01:00", "+00 0", "+02 7200"),
    ("Asia/Kathmandu", "1985-12-31T18:30", "+0530 19800", "+0545 20700"),
    ("Africa/Monrovia", "1972-01-07T00:44:30", "MMT -2670", "GMT 0"),
  ])
  func `change at the second`(zone: String, text: String, before: String, after: String) throws {
    let rules = try #require(SystemTimeZone.named(zone))
    let moment = try #require(CivilTime(text)).seconds

    let periods = [moment - 1, moment].map(rules.period)

    #expect(periods.map { "\($0.abbreviation) \($0.offsetSeconds)" } == [before, after])
  }

  @Test(arguments: [
    ("", "UTC"), ("Europe/Berlin", "CET"), (":Europe/Berlin", "CET"),
    ("/usr/share/zoneinfo/Asia/Tokyo", "JST"), ("XYZ-3", "XYZ"), ("<+03>-3", "+03"),
    ("Nowhere/Land", "UTC"), ("../zoneinfo/Europe/Berlin", "UTC"), ("/", "UTC"),
    ("/dev/zero", "UTC"),
    ("/etc/hostname", "UTC"), ("Europe", "UTC"), (":", "UTC"),
  ])
  func `are chosen by the variable TZ`(variable: String, abbreviation: String) {
    #expect(SystemTimeZone.rules(variable: variable).period(at: 0).abbreviation == abbreviation)
  }

  @Test func `the machine's own is what date shows without the variable`() throws {
    let rules = SystemTimeZone.rules(variable: nil)
    let moments = Self.moments(of: rules)

    #expect(
      moments.map { Self.words(rules.period(at: $0)) } == (try Self.date(moments, in: nil)))
  }

  @Test func `without tzdata there are none`() {
    #expect(SystemTimeZone.named("Europe/Berlin", in: "/usr/share/no-zoneinfo") == nil)
  }

  /// Each month from 1910 to 2050 and twice a day in 2026 and 2050, and a second before and at each transition between.
  private static func moments(of rules: TimeZoneRules) -> [Int] {
    let years = [2026, 2050].flatMap { year in
      let start = (CivilTime("\(year)-01-01T00:00") ?? CivilTime(0)).seconds
      return stride(from: start, to: start + 366 * 86_400, by: 43_200)
    }
    let grid = stride(from: -1_893_456_000, to: 2_540_000_000, by: 30 * 86_400) + years
    let moments = Set(grid).sorted()
    let edges = zip(moments, moments.dropFirst()).compactMap { edge(rules, $0, $1) }
    return moments + edges.flatMap { [$0 - 1, $0] } + [time(nil)]
  }

  /// The moment at which the period changes; `nil` where it does not.
  private static func edge(_ rules: TimeZoneRules, _ start: Int, _ end: Int) -> Int? {
    var (start, end) = (start, end)
    let before = rules.period(at: start)
    guard rules.period(at: end) != before else { return nil }
    while end - start > 1 {
      let middle = (start + end) / 2
      if rules.period(at: middle) == before { start = middle } else { end = middle }
    }
    return end
  }

  /// Such as `+01:00:00 CET`; as date has it, minus means that nobody lived there.
  private static func words(_ period: TimeZoneRules.Period) -> String {
    let seconds = period.offsetSeconds
    let parts = [abs(seconds) / 3600, abs(seconds) / 60 % 60, abs(seconds) % 60]
    let isNegative = seconds < 0 || seconds == 0 && period.abbreviation.hasPrefix("-")
    return (isNegative ? "-" : "+") + parts.map { $0.digits(2) }.joined(separator: ":") + " "
      + period.abbreviation
  }

  private static func date(_ moments: [Int], in zone: String?) throws -> [String] {
    let folder = FileManager.default.temporaryDirectory.appending(
      path: "dates-\(UUID().uuidString)")
    try Data(moments.map { "@\($0)\n" }.joined().utf8).write(to: folder)
    defer { try? FileManager.default.removeItem(at: folder) }
    let variable = zone.map { "TZ='\($0)'" } ?? "env -u TZ"
    let command = "\(variable) LC_ALL=C date -f '\(folder.path)' '+%::z %Z'"
    let pipe = try #require(popen(command, "re"))
    defer { pclose(pipe) }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 65_536)
    while case let count = fread(&buffer, 1, buffer.count, pipe), count > 0 {
      bytes += buffer.prefix(count)
    }
    return String(decoding: bytes, as: UTF8.self).split(separator: "\n").map(String.init)
  }
}
