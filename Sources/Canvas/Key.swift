/// One key press as a value.
package enum Key: Hashable, Sendable {
  /// A printable character.
  case character(Character)
  /// A letter with the control key held, in lower case: `^c` is `.control("c")`.
  case control(Character)
  case up, down, left, right, home, end, pageUp, pageDown
  case enter, escape, tab, backTab, backspace, delete
  /// F1 is 1.
  case function(Int)

  /// Reads a sequence of keys in the notation of tests and documents: `"j"`, `"<up>"`, `"<ctrl-c>"`, `"<f1>"`. A
  /// `<` that begins no key name is the character itself.
  package static func parse(_ text: String) -> [Key] {
    var keys: [Key] = []
    var rest = Substring(text)
    while let first = rest.first {
      if first == "<", let close = rest.firstIndex(of: ">"),
        let key = named(rest[rest.index(after: rest.startIndex)..<close])
      {
        keys.append(key)
        rest = rest[rest.index(after: close)...]
      } else {
        keys.append(.character(first))
        rest.removeFirst()
      }
    }
    return keys
  }

  /// The key as help, footers and documents write it: `Enter`, `^C`, `j`.
  package var label: String {
    switch self {
    case .character(" "): "Space"
    case .character(let character): String(character)
    case .control(let character): "^" + character.uppercased()
    case .up: "↑"
    case .down: "↓"
    case .left: "←"
    case .right: "→"
    case .home: "Home"
    case .end: "End"
    case .pageUp: "PgUp"
    case .pageDown: "PgDn"
    case .enter: "Enter"
    case .escape: "Esc"
    case .tab: "Tab"
    case .backTab: "S-Tab"
    case .backspace: "Bksp"
    case .delete: "Del"
    case .function(let number): "F\(number)"
    }
  }

  /// The key in the notation that `parse` reads: `<enter>`, `<ctrl-c>`, `j`.
  package var notation: String {
    switch self {
    case .character(" "): "<space>"
    case .character(let character): String(character)
    case .control(let character): "<ctrl-\(character)>"
    case .function(let number): "<f\(number)>"
    default: Self.names.first { $0.value == self }.map { "<\($0.key)>" } ?? label
    }
  }

  /// Reads the name of one key, in the notation of `parse` or as `^C`; `nil` when the text names no key, or more
  /// than one.
  package init?(named text: String) {
    let scalars = Array(text.unicodeScalars)
    if scalars.count == 2, scalars[0] == "^", scalars[1].properties.isAlphabetic {
      self = .control(Character(text.dropFirst().lowercased()))
      return
    }
    let keys = Self.parse(text)
    guard keys.count == 1, let key = keys.first else { return nil }
    self = key
  }

  /// The names that may stand between `<` and `>`, sorted.
  package static var namesOfKeys: [String] { names.keys.sorted() }

  private static func named(_ name: Substring) -> Key? {
    if name.hasPrefix("ctrl-"), let letter = name.dropFirst(5).first, name.count == 6 {
      return .control(letter)
    }
    if name.first == "f", let number = Int(name.dropFirst()) { return .function(number) }
    return names[String(name)]
  }

  private static let names: [String: Key] = [
    "up": .up, "down": .down, "left": .left, "right": .right, "home": .home, "end": .end,
    "pageup": .pageUp, "pagedown": .pageDown, "enter": .enter, "esc": .escape, "tab": .tab,
    "backtab": .backTab, "backspace": .backspace, "delete": .delete, "space": .character(" "),
  ]
}

/// One input of the operator, through the terminal.
package enum Input: Hashable, Sendable {
  case key(Key)
  /// The left mouse button was pressed on a cell.
  case click(Frame.Position)
  /// The mouse wheel was turned over a cell, by a number of notches; downwards is positive.
  case wheel(Frame.Position, Int)
  /// Text that was pasted into the terminal, with its line breaks.
  case paste(String)
}
