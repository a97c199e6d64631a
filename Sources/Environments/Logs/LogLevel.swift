/// How grave a line of a log says it is.
package enum LogLevel: UInt8, Hashable, Sendable, Comparable, CaseIterable {
  case trace, debug, info, warning, error, fatal

  package static func < (left: LogLevel, right: LogLevel) -> Bool {
    left.rawValue < right.rawValue
  }

  /// Such as `warning`.
  package var name: String { "\(self)" }
}
