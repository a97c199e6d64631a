import Environments
import Glibc

/// Finds the rules of time zones where the system keeps them, as the C library does.
package enum SystemTimeZone {
  /// The time zone of this process, determined on first use.
  package static let rules = rules(variable: variable("TZ"))

  /// The zone that the variable TZ means: `/etc/localtime` when unset, UTC when empty, otherwise a file's or a POSIX zone.
  /// Anything else is UTC, so a machine without tzdata shows `+00`.
  static func rules(variable: String?) -> TimeZoneRules {
    guard let variable else { return file("/etc/localtime") ?? .utc }
    let text = variable.hasPrefix(":") ? String(variable.dropFirst()) : variable
    return named(text) ?? TimeZoneRules(posix: text) ?? .utc
  }

  /// The rules of a zone such as `Europe/Berlin`, or in a file with an absolute path; `nil` where there are none.
  ///
  /// - Parameter folder: contains the zones; by default the system's folder.
  package static func named(
    _ name: String, in folder: String? = nil
  ) -> TimeZoneRules? {
    guard !name.isEmpty, !name.split(separator: "/").contains("..") else { return nil }
    let folder = folder ?? variable("TZDIR") ?? "/usr/share/zoneinfo"
    return file(name.hasPrefix("/") ? name : folder + "/" + name)
  }

  private static func file(_ path: String) -> TimeZoneRules? {
    // O_NONBLOCK: opening a pipe would wait for its writer.
    let number = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC | O_NOCTTY)
    guard let file = Descriptor(taking: number) else { return nil }
    var information = stat()
    guard fstat(file.number, &information) == 0, information.st_mode & S_IFMT == S_IFREG,
      let bytes = file.read(
        bytesMax: TimeZoneRules.bytesMax + 1, expecting: Int(information.st_size))
    else { return nil }
    return TimeZoneRules(tzif: bytes)
  }

  private static func variable(_ name: String) -> String? {
    getenv(name).map { String(cString: $0) }
  }
}
