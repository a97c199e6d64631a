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

extension SourceText {
  /// The reasons for which a file of another place is unreadable: only what it is for, not what it is, is in doubt.
  package static let isOutside = "it lies outside the repository"
  package static let leadsOutside = "its link leads outside the repository"

  /// Whether the file is unreadable for us only because it is of another place.
  package var isElsewhere: Bool {
    self == .unreadable(Self.isOutside) || self == .unreadable(Self.leadsOutside)
  }

  /// Whether another program must not read the file either: it may be no file, or never end.
  package var isHazard: Bool {
    switch self {
    case .tooLarge: true
    case .unreadable: !isElsewhere
    case .text, .missing, .directory, .notUTF8, .containsNUL: false
    }
  }
}
