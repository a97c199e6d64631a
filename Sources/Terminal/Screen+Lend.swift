import CNcurses
import Glibc

/// The terminal in other hands.
extension Screen {
  /// Lends the terminal to a program, such as an editor, until it ends; messages wait meanwhile.
  /// Its exit code, or 128 and the signal; `nil` when it could not be started. `argv[0]` is looked
  /// up on the PATH of this process; the program gets `environment` and nothing else. Show a frame
  /// next, of `size`, which may have changed.
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

  /// Puts text on the clipboard of the operator's terminal, also over ssh; terminals that cannot,
  /// ignore it. Text over 64 KiB is not sent, and then the answer is false. `isInTmux` sends it a
  /// second time, wrapped: tmux takes the first where it sets clipboards itself, and passes on the
  /// second where it lets programs through.
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

/// Bytes as text (RFC 4648), for the one sequence that needs it: Foundation would cost more.
enum Base64 {
  static func encode(_ bytes: some Collection<UInt8>) -> String {
    var text: [UInt8] = []
    var rest = Array(bytes)[...]
    while !rest.isEmpty {
      let group = rest.prefix(3)
      rest = rest.dropFirst(3)
      let bits = group.reduce(0) { $0 << 8 | UInt32($1) } << (8 * UInt32(3 - group.count))
      for place in 0..<4 {
        let digit = Int(bits >> (18 - 6 * UInt32(place))) & 0x3f
        text.append(place <= group.count ? digits[digit] : UInt8(ascii: "="))
      }
    }
    return String(decoding: text, as: UTF8.self)
  }

  private static let digits = Array(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
}
