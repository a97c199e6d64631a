extension String {
  /// The path as one word of a POSIX shell's command: quoted where the shell would read more than a word, and never an
  /// option.
  package var shellWord: String {
    let path = utf8.first == UInt8(ascii: "-") ? "./" + self : self
    let isPlain =
      !path.isEmpty
      && path.utf8.allSatisfy { byte in
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
          UInt8(ascii: "0")...UInt8(ascii: "9"):
          true
        default: "-_./:=,@%+".utf8.contains(byte)
        }
      }
    if isPlain { return path }
    return "'" + path.replacing("'", with: #"'\''"#) + "'"
  }
}
