import Canvas
import TestSupport

/// A small program that uses the real terminal code. It is built next to the tests.
enum Probe {
  static let path = BuiltProducts.folder + "/terminal-probe"

  /// Starts the program and waits for its first frame.
  static func start(
    environment: [String: String] = [:], columns: Int = 80, rows: Int = 24
  ) throws -> TerminalSession {
    let session = try TerminalSession(
      path, environment: environment, columns: columns, rows: rows)
    try session.wait(for: "heard nothing")
    return session
  }
}

extension Probe {
  /// The lines that the program's screen should show at the session's size.
  static func lines(
    _ session: TerminalSession, heard: String, count: Int, isPlain: Bool
  ) -> [String] {
    var frame = Frame(size: Size(columns: session.size.columns, rows: session.size.rows))
    frame.box(frame.bounds, title: "\(frame.size.columns)x\(frame.size.rows)")
    frame.write("heard \(heard)", x: 2, y: 1)
    frame.write("count \(count)", x: 2, y: 2)
    frame.write("title \u{1b}]0;x\u{7} end", x: 2, y: 3)
    frame.write("wide 日本 e\u{301} 👩‍👩‍👧 end", x: 2, y: 4)
    frame.write("● ▲ ✗ × ⊘ … · ○", x: 2, y: 5)
    let shown = isPlain ? frame.plain : frame
    return (0..<frame.size.rows).map(shown.line)
  }
}
