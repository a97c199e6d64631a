import Glibc
import TestSupport

/// The small program on the real terminal code: it stands beside the tests.
enum Probe {
  static let path: String = {
    var bytes = [CChar](repeating: 0, count: 4096)
    let count = readlink("/proc/self/exe", &bytes, bytes.count)
    let own = String(
      decoding: bytes.prefix(max(0, count)).map(UInt8.init(bitPattern:)), as: UTF8.self)
    return own.split(separator: "/", omittingEmptySubsequences: false).dropLast()
      .joined(separator: "/") + "/terminal-probe"
  }()

  /// Starts it and waits for its first frame.
  static func start(
    environment: [String: String] = [:], columns: Int = 80, rows: Int = 24
  ) throws -> TerminalSession {
    let session = try TerminalSession(
      path, environment: environment, columns: columns, rows: rows)
    try session.wait(for: "heard nothing")
    return session
  }
}
