/// A place in a text file. Lines and columns count from 1; columns count Unicode scalars.
package struct Location: Hashable, Sendable, CustomStringConvertible {
  /// Relative to the root of the repository.
  package var file: String
  package var line: Int
  package var column: Int

  package init(file: String, line: Int, column: Int) {
    self.file = file
    self.line = line
    self.column = column
  }

  package var description: String { "\(file):\(line):\(column)" }
}
