/// The bytes that a terminal sends for a key.
enum KeyBytes {
  static func bytes(of keys: String) -> String {
    var bytes = ""
    var rest = Substring(keys)
    while let first = rest.first {
      if first == "<", let close = rest.firstIndex(of: ">"),
        let named = named(rest[rest.index(after: rest.startIndex)..<close])
      {
        bytes += named
        rest = rest[rest.index(after: close)...]
      } else {
        bytes.append(first)
        rest.removeFirst()
      }
    }
    return bytes
  }

  private static func named(_ name: Substring) -> String? {
    if name.hasPrefix("ctrl-"), let letter = name.utf8.last, name.utf8.count == 6 {
      return String(UnicodeScalar(letter & 0x1f))
    }
    return names[String(name)]
  }

  /// The sequences of xterm in the application mode that ncurses selects.
  private static let names: [String: String] = [
    "up": "\u{1b}OA", "down": "\u{1b}OB", "right": "\u{1b}OC", "left": "\u{1b}OD",
    "home": "\u{1b}OH", "end": "\u{1b}OF", "pageup": "\u{1b}[5~", "pagedown": "\u{1b}[6~",
    "delete": "\u{1b}[3~", "backtab": "\u{1b}[Z", "enter": "\r", "esc": "\u{1b}", "tab": "\t",
    "backspace": "\u{7f}", "space": " ", "f1": "\u{1b}OP", "f2": "\u{1b}OQ", "f3": "\u{1b}OR",
    "f4": "\u{1b}OS", "f5": "\u{1b}[15~", "f6": "\u{1b}[17~", "f7": "\u{1b}[18~",
    "f8": "\u{1b}[19~", "f9": "\u{1b}[20~", "f10": "\u{1b}[21~", "f11": "\u{1b}[23~",
    "f12": "\u{1b}[24~",
  ]
}
