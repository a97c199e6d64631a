import Glibc

/// The user of triptych, for locks and the activity record.
enum User {
  /// The login name, or the number where there is none.
  static var name: String {
    let id = getuid()
    guard let entry = getpwuid(id) else { return "\(id)" }
    return String(cString: entry.pointee.pw_name)
  }
}
