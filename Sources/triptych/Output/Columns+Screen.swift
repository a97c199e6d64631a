import Canvas
import Environments

extension Columns {
  /// Rows as a terminal shows them in columns, where some characters are twice as wide.
  static func text(_ rows: [[String]]) -> String {
    lines(rows, width: SafeText.width(of:)).joined(separator: "\n")
  }
}
