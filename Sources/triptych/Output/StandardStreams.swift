import Environments
import Glibc

/// Writes whole lines to standard output and error, controls made visible: what triptych prints may come from outside.
enum StandardStreams {
  static func output(_ text: String) { write(text.withCarets + "\n", to: STDOUT_FILENO) }

  static func error(_ text: String) { write(text.withCarets + "\n", to: STDERR_FILENO) }

  /// Leaves the cursor behind the question.
  static func prompt(_ text: String) { write(text.withCarets, to: STDERR_FILENO) }

  private static func write(_ text: String, to descriptor: Int32) {
    let bytes = Array(text.utf8)
    var rest = bytes[...]
    while !rest.isEmpty {
      let written = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
      if written < 0 {
        if errno == EINTR { continue }
        return
      }
      rest = rest.dropFirst(written)
    }
  }
}
