import Canvas

/// How far a control sequence has been read (ECMA-48). It is fed one event at a time, so that it does not matter
/// where the sequence was cut. The contents of a string are not kept.
enum SequenceState: Hashable, Sendable {
  case none
  case escape
  /// A control sequence (`[1;5C`) or a key (`OA`), as far as it was read, without its escape.
  case control(String, isFromEscape: Bool)
  /// A string of the terminal: OSC, DCS, APC, PM or SOS. The letter began it, after an escape.
  case string(letter: Unicode.Scalar?, count: Int)
  /// An escape in a string: the first half of its end.
  case stringEscape(letter: Unicode.Scalar?, count: Int)
  /// The rest of a mouse report of the oldest kind (`[M` and three characters).
  case pointer(missing: Int)

  enum Step: Hashable {
    /// The event belongs to the sequence, which goes on.
    case more
    /// The event ends the sequence, given without its escape; empty for a string.
    case whole(String)
    /// The event does not belong to the sequence, which has ended before it.
    case broken
  }

  /// The longest sequence, in characters; more than any terminal's clipboard takes.
  static let countMax = 1 << 20
  /// The most characters of a control sequence that are told apart.
  private static let controlMax = 64

  /// What a character begins; `nil` when it begins nothing. The forms of one character (C1) are no key of any
  /// keyboard.
  init?(introducer: UInt32) {
    switch introducer {
    case 0x1b: self = .escape
    case 0x8f: self = .control("O", isFromEscape: false)
    case 0x9b: self = .control("[", isFromEscape: false)
    case 0x90, 0x98, 0x9d, 0x9e, 0x9f: self = .string(letter: nil, count: 0)
    default: return nil
    }
  }

  /// The keys that may have been pressed when nothing follows.
  var keys: [Key] {
    switch self {
    case .escape: [.escape]
    case .control("[", isFromEscape: true): [.escape, .character("[")]
    case .control("O", isFromEscape: true): [.escape, .character("O")]
    case .string(let letter?, count: 0): [.escape, .character(Character(letter))]
    // Alt and the letter, then Escape.
    case .stringEscape(let letter?, count: 0): [.escape, .character(Character(letter)), .escape]
    default: []
    }
  }

  mutating func take(_ event: KeyDecoder.Event) -> Step {
    // A key that ncurses has recognized begins with an escape, and ends what was before.
    guard case .scalar(let value) = event, let scalar = Unicode.Scalar(value) else {
      if case .pointer(let missing) = self { return point(missing) }
      return .broken
    }
    switch self {
    case .none: return .broken
    case .escape: return begin(scalar)
    case .control(let text, let isFromEscape): return control(text, isFromEscape, scalar)
    case .pointer(let missing): return value == 0x1b ? .broken : point(missing)
    case .string(let letter, let count): return string(letter, count, value)
    case .stringEscape:
      if scalar == "\\" { return .whole("") }
      // An escape that begins something else cancels the string.
      self = .escape
      return begin(scalar)
    }
  }

  private mutating func begin(_ scalar: Unicode.Scalar) -> Step {
    switch scalar {
    case "[", "O": self = .control(String(scalar), isFromEscape: true)
    case "]", "P", "_", "^", "X": self = .string(letter: scalar, count: 0)
    default: return .broken
    }
    return .more
  }

  private mutating func control(
    _ text: String, _ isFromEscape: Bool, _ scalar: Unicode.Scalar
  ) -> Step {
    switch scalar.value {
    case 0x20...0x3f: break
    // The console of Linux sends `[[A`.
    case 0x5b where text == "[": break
    case 0x4d where text == "[":
      self = .pointer(missing: 3)
      return .more
    case 0x40...0x7e: return .whole(text + String(scalar))
    default: return .broken
    }
    // What is longer is unknown anyway, and is read to its end.
    let isLong = text.utf8.count >= Self.controlMax
    self = .control(isLong ? text : text + String(scalar), isFromEscape: isFromEscape)
    return .more
  }

  private mutating func point(_ missing: Int) -> Step {
    self = .pointer(missing: missing - 1)
    return missing == 1 ? .whole("") : .more
  }

  private mutating func string(_ letter: Unicode.Scalar?, _ count: Int, _ value: UInt32) -> Step {
    switch value {
    case 0x07, 0x9c: return .whole("")
    case 0x1b: self = .stringEscape(letter: letter, count: count)
    case 0x08...0x0d, 0x20...:
      if count >= Self.countMax { return .broken }
      self = .string(letter: letter, count: count + 1)
    // No terminal sends other controls in a string; an operator does, such as ^C.
    default: return .broken
    }
    return .more
  }
}
