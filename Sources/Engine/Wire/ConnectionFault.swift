/// Why a connection brought no whole answer.
enum ConnectionFault: Error, Hashable {
  /// The other side ended it before it said anything.
  case closed
  /// It ended, or broke, in the middle of an answer.
  case cut
  /// What came is no HTTP; its beginning, in words.
  case notHTTP(String)
  /// The answer is longer than anybody needs.
  case tooLarge(bytesMax: Int)
  case late
  case cancelled
}
