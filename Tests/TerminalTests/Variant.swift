import TestSupport

/// A kind of terminal, as environment variables describe it.
enum Variant: String, CaseIterable, Sendable, CustomStringConvertible {
  case colours256, colours8, none, noColor, ascii, asciiWithoutColours

  var environment: [String: String] {
    switch self {
    case .colours256: ["TERM": "xterm-256color"]
    case .colours8: ["TERM": "xterm"]
    case .none: ["TERM": "vt100"]
    case .noColor: ["TERM": "xterm-256color", "NO_COLOR": "1"]
    case .ascii: ["TERM": "xterm-256color", "LC_ALL": "C"]
    case .asciiWithoutColours: ["TERM": "vt220", "LC_ALL": "C", "NO_COLOR": "1"]
    }
  }

  /// The number of numbered colours; the first is 0.
  var colours: Int {
    switch self {
    case .colours256, .ascii: 256
    case .colours8: 8
    case .none, .noColor, .asciiWithoutColours: 0
    }
  }

  /// Whether the terminal supports everything that the cell uses.
  func canShow(_ cell: TerminalCell) -> Bool {
    [cell.foreground, cell.background].allSatisfy { $0.map { 0..<colours ~= $0 } ?? true }
      && (!isPlain || cell.text.utf8.allSatisfy { $0 < 0x80 })
  }

  var isPlain: Bool { self == .ascii || self == .asciiWithoutColours }
  var description: String { rawValue }
}
