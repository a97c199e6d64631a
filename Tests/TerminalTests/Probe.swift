import TestSupport

/// The small program on the real terminal code: it stands beside the tests.
enum Probe {
  static let path = BuiltProducts.folder + "/terminal-probe"

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
