import CNcurses
import Glibc

/// Access to the terminal by others: programs that run on it, and its clipboard.
extension Screen {
  /// Lends the terminal to a program, such as an editor, until it ends. The calling thread waits meanwhile.
  /// `argv[0]` is looked up on the PATH of this process; the program gets `environment` and nothing else. Show a
  /// frame afterwards, of `size`, which may have changed.
  ///
  /// - Returns: the program's exit code, or 128 plus the signal that ended it; `nil` when it could not be started.
  package func lend(
    to argv: [String], environment: [String: String], directory: String? = nil
  ) -> Int? {
    suspend()
    defer { resume() }
    let status = Self.withCStrings(argv) { argv in
      Self.withCStrings(environment.map { "\($0)=\($1)" }) { nc_lend(argv, $0, directory) }
    }
    return status < 0 ? nil : Int(status)
  }

  /// Copies text to the clipboard of the operator's terminal, also over ssh. A terminal without this function
  /// ignores it.
  ///
  /// - Parameter isInTmux: sends the text a second time, wrapped for tmux. tmux uses the first copy when it sets the
  ///   clipboard itself (`set-clipboard`), and passes the second to the terminal when `allow-passthrough` is on.
  /// - Returns: false when the text is larger than 64 KiB; it is not sent then.
  package func copy(_ text: String, isInTmux: Bool = false) -> Bool {
    guard text.utf8.count <= 65536 else { return false }
    let sequence = "\u{1b}]52;c;\(Base64.encode(text.utf8))\u{7}"
    nc_send(sequence, Int32(sequence.utf8.count))
    if isInTmux {
      let wrapped = "\u{1b}Ptmux;\u{1b}\(sequence)\u{1b}\\"
      nc_send(wrapped, Int32(wrapped.utf8.count))
    }
    return true
  }

  private static func withCStrings<R>(
    _ strings: [String], _ body: (UnsafePointer<UnsafeMutablePointer<CChar>?>?) -> R
  ) -> R {
    let pointers = strings.map { strdup($0) } + [nil]
    defer { for pointer in pointers { free(pointer) } }
    return pointers.withUnsafeBufferPointer { body($0.baseAddress) }
  }
}

/// Base64 (RFC 4648) for the clipboard sequence, which is not worth importing Foundation for.
enum Base64 {
  static func encode(_ bytes: some Collection<UInt8>) -> String {
    var text: [UInt8] = []
    var rest = Array(bytes)[...]
    while !rest.isEmpty {
      let group = rest.prefix(3)
      rest = rest.dropFirst(3)
      let bits = group.reduce(0) { $0 << 8 | UInt32($1) } << (8 * UInt32(3 - group.count))
      for position in 0..<4 {
        let digit = Int(bits >> (18 - 6 * UInt32(position))) & 0x3f
        text.append(position <= group.count ? digits[digit] : UInt8(ascii: "="))
      }
    }
    return String(decoding: text, as: UTF8.self)
  }

  private static let digits = Array(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
}
