import Environments

extension SourceText {
  /// Takes bytes as text when they are UTF-8 without NUL; otherwise names the first line that is not.
  init(bytes: [UInt8]) {
    guard let text = String(validating: bytes, as: UTF8.self) else {
      self = .notUTF8(
        line: Self.firstLine(of: bytes) { String(validating: $0, as: UTF8.self) == nil })
      return
    }
    self =
      bytes.contains(0)
      ? .containsNUL(line: Self.firstLine(of: bytes) { $0.contains(0) }) : .text(text)
  }

  /// A newline is never part of another character in UTF-8, so lines can be judged one by one.
  private static func firstLine(of bytes: [UInt8], where isWrong: (ArraySlice<UInt8>) -> Bool)
    -> Int
  {
    let lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    return (lines.firstIndex(where: isWrong) ?? 0) + 1
  }
}
