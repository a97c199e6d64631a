import CNcurses
import Canvas

/// Turns what ncurses reads into keys. Sequences that ncurses does not know arrive as an escape and
/// characters; those of other terminals are understood, any other is dropped whole, so that none
/// types letters.
struct KeyDecoder: Sendable {
  enum Event: Hashable, Sendable {
    /// A Unicode scalar.
    case scalar(UInt32)
    /// One of `NC_KEY_*`.
    case key(UInt32)
  }

  /// The keys of all that was read at once. A character and its combining marks are one key.
  func keys(from events: [Event]) -> [Key] {
    var keys: [Key] = []
    var rest = events[...]
    while let event = rest.popFirst() {
      switch event {
      case .key(let code):
        if let key = Self.named(code) { keys.append(key) }
      case .scalar(0x1b):
        if let sequence = Self.sequence(&rest) {
          if let key = sequence.key { keys.append(key) }
        } else {
          keys.append(.escape)
        }
      case .scalar(let value):
        Self.append(value, to: &keys)
      }
    }
    return keys
  }

  private static func append(_ value: UInt32, to keys: inout [Key]) {
    guard let scalar = Unicode.Scalar(value) else { return }
    if case .character(let base)? = keys.last, case .mark = SafeText.piece(for: scalar) {
      var text = String(base)
      text.unicodeScalars.append(scalar)
      if text.count == 1 { keys[keys.count - 1] = .character(Character(text)) }
      return
    }
    if let key = single(scalar) { keys.append(key) }
  }

  private static func single(_ scalar: Unicode.Scalar) -> Key? {
    switch scalar.value {
    case 0x09: .tab
    case 0x0a, 0x0d: .enter
    case 0x08, 0x7f: .backspace
    case 0x01...0x1a: .control(Character(Unicode.Scalar(UInt8(scalar.value + 0x60))))
    case 0x00, 0x1c...0x1f: .control(Character(Unicode.Scalar(UInt8(scalar.value + 0x40))))
    case 0x80..<0xa0: nil
    default: .character(Character(scalar))
    }
  }

  /// Reads what follows an escape when it is a control sequence (`[1;5C`, `OA`), with the key it
  /// means if any. Null, and nothing read, when it is none: then the escape was pressed.
  private static func sequence(_ rest: inout ArraySlice<Event>) -> (key: Key?, Void)? {
    guard let first = rest.first, first == .scalar(0x5b) || first == .scalar(0x4f) else {
      return nil
    }
    var parameters = ""
    for (offset, event) in rest.dropFirst().prefix(32).enumerated() {
      guard case .scalar(let value) = event, let scalar = Unicode.Scalar(value) else { return nil }
      if (0x20...0x3f).contains(value) {
        parameters.unicodeScalars.append(scalar)
        continue
      }
      guard (0x40...0x7e).contains(value) else { return nil }
      rest = rest.dropFirst(offset + 2)
      return (known[parameters + String(scalar)], ())
    }
    return nil
  }

  /// Without the introducer. A key with a modifier that nobody asked for is not that key, so those
  /// are absent.
  private static let known: [String: Key] = [
    "A": .up, "B": .down, "C": .right, "D": .left, "H": .home, "F": .end, "Z": .backTab,
    "M": .enter,
    "1~": .home, "7~": .home, "4~": .end, "8~": .end, "3~": .delete, "5~": .pageUp, "6~": .pageDown,
    "P": .function(1), "Q": .function(2), "R": .function(3), "S": .function(4),
    "11~": .function(1), "12~": .function(2), "13~": .function(3), "14~": .function(4),
    "15~": .function(5), "17~": .function(6), "18~": .function(7), "19~": .function(8),
    "20~": .function(9), "21~": .function(10), "23~": .function(11), "24~": .function(12),
  ]

  private static func named(_ code: UInt32) -> Key? {
    switch Int(code) {
    case NC_KEY_UP: .up
    case NC_KEY_DOWN: .down
    case NC_KEY_LEFT: .left
    case NC_KEY_RIGHT: .right
    case NC_KEY_HOME: .home
    case NC_KEY_END: .end
    case NC_KEY_PAGE_UP: .pageUp
    case NC_KEY_PAGE_DOWN: .pageDown
    case NC_KEY_ENTER: .enter
    case NC_KEY_BACKTAB: .backTab
    case NC_KEY_BACKSPACE: .backspace
    case NC_KEY_DELETE: .delete
    case NC_KEY_FUNCTION + 1...NC_KEY_FUNCTION + 12: .function(Int(code) - NC_KEY_FUNCTION)
    default: nil
    }
  }
}
