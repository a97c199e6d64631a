/// A kind of terminal, as its environment tells of it.
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

  var isPlain: Bool { self == .ascii || self == .asciiWithoutColours }
  var description: String { rawValue }
}
