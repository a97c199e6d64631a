/// The result of reading a file: its text, or the reason why there is none.
package enum SourceText: Hashable, Sendable {
  case text(String)
  case missing
  /// The file exists and cannot be read; the system's error message.
  case unreadable(String)
  case directory
  case tooLarge(bytes: Int)
  case notUTF8(line: Int)
  case containsNUL(line: Int)

  /// Larger files are not read: configuration written by people is smaller.
  package static let bytesMax = 1 << 20
}
