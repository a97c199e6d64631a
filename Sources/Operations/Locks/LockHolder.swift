import Environments
import Glibc

/// The process that holds the lock of a project, as recorded in the lock's file for other processes.
struct LockHolder: Hashable, Sendable {
  /// As in `prod is being launched`.
  var participle: String
  var environment: String
  var user: String
  var pid: Int
  var host: String
  /// UTC, such as `2026-11-23T14:02:11Z`.
  var since: String
  /// The command line, without secrets.
  var command: String

  /// Such as `prod is being launched by anna (pid 4711 on desk, since 14:02:11 UTC)`.
  ///
  /// - Parameter now: seconds since 1970; a lock held since another day is shown with the date.
  func words(now: Int) -> String {
    "\(environment) is being \(participle) by \(user) (pid \(pid) on \(host), since \(start(now)))"
  }

  /// Whether its process has ended on this host; a program that it started may hold the lock still.
  var isGone: Bool {
    guard host == hostName(), let pid = pid_t(exactly: pid), pid > 0 else { return false }
    return kill(pid, 0) != 0 && errno == ESRCH
  }

  private func start(_ now: Int) -> String {
    let isToday = since.prefix(10) == CivilTime.timestamp(now).prefix(10)
    return String(since.dropFirst(isToday ? 11 : 0)).replacing("T", with: " ")
      .replacing("Z", with: " UTC")
  }
}

extension LockHolder {
  /// This process, as of now.
  init(_ participle: String, _ environment: String, user: String, command: String) {
    self.init(
      participle: participle, environment: environment, user: user, pid: Int(getpid()),
      host: hostName(),
      since: CivilTime.timestamp(secondsNow()), command: command)
  }

  /// `nil` for a text that is not a holder's.
  static func reading(_ bytes: [UInt8]) -> LockHolder? {
    JSONValue(json: bytes).flatMap { try? LockHolder($0) }
  }

  private init(_ json: JSONValue) throws(JSONMismatch) {
    participle = try json.required("deed", \.string)
    environment = try json.required("environment", \.string)
    user = try json.required("user", \.string)
    pid = try json.required("pid", \.integer)
    host = try json.required("host", \.string)
    since = try json.required("since", \.string)
    command = try json.required("command", \.string)
  }

  var bytes: [UInt8] {
    let json = JSONValue.object([
      "deed": .string(participle), "environment": .string(environment), "user": .string(user),
      "pid": .integer(pid), "host": .string(host), "since": .string(since),
      "command": .string(command),
    ])
    return Array("\(json.line)\n".utf8)
  }
}

/// The host name of this machine or, in a container, of the container.
private func hostName() -> String {
  var name = [CChar](repeating: 0, count: 256)
  guard gethostname(&name, name.count - 1) == 0 else { return "an unknown host" }
  return String(decoding: name.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
}
