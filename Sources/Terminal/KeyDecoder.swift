import CNcurses
import Canvas

/// Turns what ncurses reads into keys, clicks and pastes. A sequence that ncurses does not know arrives as an
/// escape and characters. The decoder knows the common sequences of other terminals and drops every other one
/// whole, so that none of them types letters.
struct KeyDecoder: Sendable {
  enum Event: Hashable, Sendable {
    /// A Unicode scalar.
    case scalar(UInt32)
    /// One of `NC_KEY_*`.
    case key(UInt32)
  }

  /// The beginning of a sequence whose rest has not arrived; a slow connection can cut a sequence anywhere.
  private var held: [Event] = []
  /// The text pasted so far; `nil` outside a paste.
  private var pasted: String?

  /// How many bytes of a paste are kept.
  static let pastedMax = 1 << 16

  /// Decodes everything that was read at once. A character and its combining marks are one key.
  mutating func inputs(from events: [Event]) -> [Input] {
    var inputs: [Input] = []
    var rest = (held + events)[...]
    held = []
    while let event = rest.first {
      if pasted != nil {
        takePasted(&rest, into: &inputs)
        continue
      }
      rest.removeFirst()
      switch event {
      case .key(let code):
        if let key = Self.named(code) { inputs.append(.key(key)) }
      case .scalar(0x1b): takeEscape(&rest, into: &inputs)
      case .scalar(let value): Self.append(value, to: &inputs)
      }
    }
    return inputs
  }

  private mutating func takeEscape(
    _ rest: inout ArraySlice<Event>, into inputs: inout [Input]
  ) {
    switch Self.sequence(&rest) {
    case .none: inputs.append(.key(.escape))
    case .unfinished:
      held = [.scalar(0x1b)] + rest
      rest = []
    case .whole(Self.pasteBegin): pasted = ""
    case .whole(let text):
      if let input = Self.pointer(text) ?? Self.known[text].map(Input.key) { inputs.append(input) }
    }
  }

  /// Reads up to the end of the paste. Control characters are dropped, except for line breaks and tabs. `^C`
  /// cancels a paste whose end was lost.
  private mutating func takePasted(
    _ rest: inout ArraySlice<Event>, into inputs: inout [Input]
  ) {
    var text = pasted ?? ""
    while let event = rest.popFirst() {
      guard case .scalar(let value) = event, let scalar = Unicode.Scalar(value) else { continue }
      if value == 0x1b {
        switch Self.sequence(&rest) {
        case .whole(Self.pasteEnd):
          pasted = nil
          return inputs.append(.paste(text))
        case .unfinished:
          pasted = text
          held = [event] + rest
          rest = []
          return
        default: continue
        }
      }
      if value == 0x03 {
        pasted = nil
        return
      }
      let isText = value >= 0x20 && value != 0x7f || [0x09, 0x0a, 0x0d].contains(value)
      if isText, text.utf8.count < Self.pastedMax { text.unicodeScalars.append(scalar) }
    }
    pasted = text
  }

  private static let pasteBegin = "200~"
  private static let pasteEnd = "201~"

  private static func append(_ value: UInt32, to inputs: inout [Input]) {
    guard let scalar = Unicode.Scalar(value) else { return }
    if case .key(.character(let base))? = inputs.last, case .mark = SafeText.piece(for: scalar) {
      var text = String(base)
      text.unicodeScalars.append(scalar)
      if text.count == 1 { inputs[inputs.count - 1] = .key(.character(Character(text))) }
      return
    }
    if let key = single(scalar) { inputs.append(.key(key)) }
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

  /// What follows an escape.
  private enum Sequence: Hashable {
    /// No control sequence: the operator pressed Escape.
    case none
    /// A sequence whose end has not arrived.
    case unfinished
    /// A complete sequence without its introducer: `1;5C`, `A`.
    case whole(String)
  }

  /// Reads a control sequence (`[1;5C`, `OA`), or nothing when there is none.
  private static func sequence(_ rest: inout ArraySlice<Event>) -> Sequence {
    guard let first = rest.first, first == .scalar(0x5b) || first == .scalar(0x4f) else {
      return .none
    }
    var parameters = ""
    for (offset, event) in rest.dropFirst().prefix(32).enumerated() {
      guard case .scalar(let value) = event, let scalar = Unicode.Scalar(value) else {
        return .none
      }
      if (0x20...0x3f).contains(value) {
        parameters.unicodeScalars.append(scalar)
        continue
      }
      guard (0x40...0x7e).contains(value) else { return .none }
      rest = rest.dropFirst(offset + 2)
      return .whole(parameters + String(scalar))
    }
    // `O` is followed by exactly one letter; when nothing follows, the operator pressed Escape and O.
    return first == .scalar(0x5b) && rest.count <= 32 ? .unfinished : .none
  }

  /// Reads a mouse report (SGR, `<0;12;3M`) of the left button or the wheel. Columns and rows count from 1.
  private static func pointer(_ sequence: String) -> Input? {
    guard sequence.first == "<", sequence.last == "M" else { return nil }
    let numbers = sequence.dropFirst().dropLast().split(separator: ";").map { Int($0) }
    guard numbers.count == 3, let button = numbers[0], let column = numbers[1],
      let row = numbers[2], column > 0, row > 0
    else { return nil }
    let position = Frame.Position(x: column - 1, y: row - 1)
    switch button {
    case 0: return .click(position)
    case 64: return .wheel(position, -1)
    case 65: return .wheel(position, 1)
    default: return nil
    }
  }

  /// The known sequences, without their introducers. A key with a modifier is another key than the one without it, so
  /// sequences with modifiers are absent.
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
