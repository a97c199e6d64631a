import Glibc

/// What the system refused to do with a file, in its own words.
package struct FileError: Error, Hashable, Sendable, CustomStringConvertible {
  /// A verb, such as `write`.
  package var action: String
  package var path: String
  package var reason: String

  package init(_ action: String, _ path: String, reason: String) {
    self.action = action
    self.path = path
    self.reason = reason
  }

  /// Takes the reason from the system's last error.
  init(_ action: String, _ path: String, code: Int32 = errno) {
    self.init(action, path, reason: String(cString: strerror(code)))
  }

  package var description: String { "cannot \(action) \(path): \(reason)" }
}
