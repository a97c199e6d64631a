/// What reading a file gave: its text, or the reason there is none.
package enum SourceText: Hashable, Sendable {
  case text(String)
  case missing
  /// The file exists and may not or cannot be read; the system's own words.
  case unreadable(String)
  case directory
  case tooLarge(bytes: Int)
  case notUTF8(line: Int)
  case containsNUL(line: Int)

  /// Larger files are not read: configuration is written by people.
  package static let bytesMax = 1 << 20
}
