import Environments

extension SourceText {
  /// The reason why there is no text, reported at the position that names the file; `nil` when there is a text.
  func problem(file: String, at position: Location) -> Diagnostic? {
    switch self {
    case .text: nil
    case .missing:
      Diagnostic(.error, "FILE01", "the file \(file) does not exist", at: position)
    case .unreadable(let reason):
      Diagnostic(.error, "FILE02", "the file \(file) cannot be read: \(reason)", at: position)
    case .directory:
      Diagnostic(.error, "FILE03", "\(file) is a folder, but a file is expected", at: position)
    case .tooLarge(let bytes):
      Diagnostic(
        .error, "FILE04",
        "the file \(file) has \(bytes) bytes, and more than \(Self.bytesMax) are not read",
        at: position)
    case .notUTF8(let line):
      Diagnostic(
        .error, "FILE05", "the file \(file) is not UTF-8 on line \(line)", at: position,
        hint: "save it as UTF-8")
    case .containsNUL(let line):
      Diagnostic(
        .error, "FILE06", "the file \(file) holds a NUL byte on line \(line)", at: position,
        hint: "it is not a text file, or it was damaged")
    }
  }
}
