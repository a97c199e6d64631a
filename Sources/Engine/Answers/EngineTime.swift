import Environments

/// The seconds since 1970 of a time as the engine writes it, such as `2026-11-22T22:23:41.71778697Z`; `nil` for the
/// year 1, by which the engine means "never".
package func secondsSince1970(_ text: String) -> Int? {
  CivilTime(text.prefix(19)).flatMap { $0.year > 1970 ? $0.seconds : nil }
}

/// The nanoseconds since 1970 of a time with its offset from UTC (RFC 3339), such as `2026-11-22T22:23:41.5+01:00`: an
/// engine reports its time in the time zone of its host.
package func nanosecondsSince1970(_ text: String) -> Int? {
  guard let seconds = secondsSince1970(text) else { return nil }
  var rest = text.dropFirst(19)
  var nanoseconds = 0
  if rest.first == "." {
    let digits = rest.dropFirst().prefix { $0.isASCII && $0.isNumber }
    nanoseconds =
      Int(digits.prefix(9) + String(repeating: "0", count: max(0, 9 - digits.count))) ?? 0
    rest = rest.dropFirst(1 + digits.count)
  }
  guard let offset = UTCOffset(rest) else { return nil }
  // A clock may be centuries ahead.
  let whole = (seconds - offset.minutes * 60).multipliedReportingOverflow(by: 1_000_000_000)
  let sum = whole.partialValue.addingReportingOverflow(nanoseconds)
  return whole.overflow || sum.overflow ? nil : sum.partialValue
}

/// A time as the API expects it: seconds since 1970 with a fraction.
func engineTime(_ nanoseconds: Int) -> String {
  "\(nanoseconds / 1_000_000_000)." + (nanoseconds % 1_000_000_000).digits(9)
}
