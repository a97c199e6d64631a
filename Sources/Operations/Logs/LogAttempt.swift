/// How much of one container's log a call asks for.
struct LogAttempt: Sendable {
  var since: String?
  var tail: Int?
}
