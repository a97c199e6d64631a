/// How much of one container's log a call asks for.
struct LogAttempt: Sendable {
  /// Nanoseconds since 1970.
  var since: Int?
  var tail: Int?
}
