import Canvas
import TestSupport

extension Probe {
  /// What its screen should show at the session's size, line for line.
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
