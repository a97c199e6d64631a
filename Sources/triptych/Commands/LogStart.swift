import ArgumentParser
import Environments

/// Where logs begin, as docker takes it: a time, or a span of time back from now.
struct LogStart: ExpressibleByArgument {
  let text: String

  init?(argument: String) {
    if let point = PointInTime(argument: argument) {
      text = "\(point.seconds)"
    } else if DurationText.milliseconds(argument, in: ["h", "m", "s", "ms"]) != nil
      || Self.isTime(argument)
    {
      text = argument
    } else {
      return nil
    }
  }

  /// Such as `2026-11-23`, `2026-11-23T14:02:01.5Z` and seconds since 1970.
  private static func isTime(_ text: String) -> Bool {
    if !text.isEmpty, text.allSatisfy({ $0.isASCII && $0.isNumber }) { return true }
    let shape = text.map { $0.isASCII && $0.isNumber ? "9" : $0 }
    return String(shape).hasPrefix("9999-99-99")
      && text.dropFirst(10).allSatisfy { $0.isASCII && ($0.isNumber || "T:.Z+-".contains($0)) }
  }
}
