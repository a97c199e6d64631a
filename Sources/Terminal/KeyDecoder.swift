import CNcurses
import Canvas

/// Turns what ncurses reads into keys, clicks and pastes. A sequence that ncurses does not know arrives as an
/// escape and characters. The decoder knows the common sequences of other terminals and drops every other one
/// whole, also a terminal's reply to a question that another program asked, so that none of them types letters.
///
/// A slow connection may cut a sequence anywhere. Then its rest is expected for a while: not for ever, since a
/// sequence whose end is lost would swallow keys.
struct KeyDecoder: Sendable {
  enum Event: Hashable, Sendable {
    /// A Unicode scalar.
    case scalar(UInt32)
    /// One of `NC_KEY_*`.
    case key(UInt32)
  }

  private var state = SequenceState.none
  /// The text pasted so far; `nil` outside a paste.
  private var pasted: String?
  /// When the current sequence began, and when its last part arrived.
  private var began = ContinuousClock.now
  private var continued = ContinuousClock.now
  /// When an escape was last taken for the key because nothing had followed it.
  private var settled: ContinuousClock.Instant?

  /// How many bytes of a paste are kept.
  static let pastedMax = 1 << 16
  /// The longest pause within a sequence, and the longest time that one takes.
  static let pauseMax = Duration.milliseconds(500)
  static let durationMax = Duration.seconds(2)
  /// How long after an escape the rest of a reply is still recognized.
  static let lateMax = Duration.milliseconds(300)

  /// Decodes everything that was read at once. A character and its combining marks are one key.
  mutating func inputs(from events: [Event], at now: ContinuousClock.Instant = .now) -> [Input] {
    var inputs: [Input] = []
    guard !events.isEmpty else { return inputs }
    if pasted == nil, now - continued > Self.pauseMax || now - began > Self.durationMax {
      inputs += settle(at: now)
      state = .none
    }
    if state == .none, let settled, now - settled <= Self.lateMax, Self.isRestOfReply(events) {
      state = .escape
    }
    settled = nil
    for event in events {
      if state == .none { began = now }
      take(event, into: &inputs)
    }
    continued = now
    return inputs
  }

  /// Whether a key may have been pressed that begins like a sequence: Escape, or Alt and a bracket. When nothing
  /// follows for a moment, `settle` decides.
  var isUndecided: Bool { pasted == nil && !state.keys.isEmpty }

  /// Takes an undecided beginning for the keys that it may be.
  mutating func settle(at now: ContinuousClock.Instant = .now) -> [Input] {
    guard isUndecided else { return [] }
    if state == .escape { settled = now }
    defer { state = .none }
    return state.keys.map(Input.key)
  }

  private mutating func take(_ event: Event, into inputs: inout [Input]) {
    if pasted != nil { return takePasted(event, into: &inputs) }
    switch state.take(event) {
    case .more: break
    case .whole(let sequence): end(sequence, into: &inputs)
    case .broken:
      // What was begun is over, and the event stands for itself.
      inputs += state.keys.map(Input.key)
      state = .none
      takeFirst(event, into: &inputs)
    }
  }

  private mutating func takeFirst(_ event: Event, into inputs: inout [Input]) {
    switch event {
    case .key(let code):
      if let key = Self.named(code) { inputs.append(.key(key)) }
    case .scalar(let value):
      if let begun = SequenceState(introducer: value) {
        state = begun
      } else {
        Self.append(value, to: &inputs)
      }
    }
  }

  private mutating func end(_ sequence: String, into inputs: inout [Input]) {
    state = .none
    if sequence == Self.pasteBegin {
      pasted = ""
    } else if let input = Self.pointer(sequence) ?? Self.known[sequence].map(Input.key) {
      inputs.append(input)
    }
  }

  /// Takes a part of a paste, up to its end. Control characters are dropped, except for line breaks and tabs. `^C`
  /// cancels a paste whose end was lost.
  private mutating func takePasted(_ event: Event, into inputs: inout [Input]) {
    // Text after an escape is text, except for a control sequence.
    if state == .escape, event != .scalar(0x5b) { state = .none }
    switch state.take(event) {
    case .more: return
    case .whole(Self.pasteEnd):
      inputs.append(.paste(pasted ?? ""))
      pasted = nil
      state = .none
      return
    case .whole: state = .none
    case .broken:
      state = .none
      guard case .scalar(let value) = event, let scalar = Unicode.Scalar(value) else { return }
      if value == 0x1b { state = .escape }
      if value == 0x03 { pasted = nil }
      let isText = value >= 0x20 && value != 0x7f || [0x09, 0x0a, 0x0d].contains(value)
      if isText, pasted?.utf8.count ?? 0 < Self.pastedMax { pasted?.unicodeScalars.append(scalar) }
    }
  }

  private static let pasteBegin = "[200~"
  private static let pasteEnd = "[201~"

  /// Whether the events, which came at once, are a reply without its escape. Nobody types so fast.
  private static func isRestOfReply(_ events: [Event]) -> Bool {
    guard events.count > 3, case .scalar(let first) = events[0],
      case .scalar(let second) = events[1], let scalar = Unicode.Scalar(second)
    else { return false }
    switch Unicode.Scalar(first) {
    case "[": return "0123456789?<>=".unicodeScalars.contains(scalar)
    case "]": return "0123456789lL".unicodeScalars.contains(scalar)
    case "P": return "0123456789>!".unicodeScalars.contains(scalar)
    case "_": return scalar == "G"
    default: return false
    }
  }

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

  /// Reads a mouse report (SGR, `[<0;12;3M`) of the left button or the wheel. Columns and rows count from 1.
  private static func pointer(_ sequence: String) -> Input? {
    guard sequence.hasPrefix("[<"), sequence.last == "M" else { return nil }
    let numbers = sequence.dropFirst(2).dropLast().split(separator: ";").map { Int($0) }
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

  /// The known sequences, without their escape. A key with a modifier is another key than the one without it, so
  /// sequences with modifiers are absent. `[A` and `OA` are the same key in two modes of the terminal.
  private static let known: [String: Key] = {
    let letters: [String: Key] = [
      "A": .up, "B": .down, "C": .right, "D": .left, "H": .home, "F": .end,
      "P": .function(1), "Q": .function(2), "R": .function(3), "S": .function(4),
    ]
    var known: [String: Key] = [
      "[Z": .backTab, "OM": .enter,
      "[1~": .home, "[7~": .home, "[4~": .end, "[8~": .end, "[3~": .delete, "[5~": .pageUp,
      "[6~": .pageDown,
      "[11~": .function(1), "[12~": .function(2), "[13~": .function(3), "[14~": .function(4),
      "[15~": .function(5), "[17~": .function(6), "[18~": .function(7), "[19~": .function(8),
      "[20~": .function(9), "[21~": .function(10), "[23~": .function(11), "[24~": .function(12),
      // The console of Linux.
      "[[A": .function(1), "[[B": .function(2), "[[C": .function(3), "[[D": .function(4),
      "[[E": .function(5),
    ]
    for (letter, key) in letters {
      known["[" + letter] = key
      known["O" + letter] = key
    }
    return known
  }()

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
