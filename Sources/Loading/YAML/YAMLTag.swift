/// The tags of YAML's core schema, `!!int` and the like, as libyaml spells them.
enum YAMLTag {
  private static let prefix = "tag:yaml.org,2002:"
  private static let core: Set<String> = [
    "binary", "bool", "float", "int", "map", "merge", "null", "omap", "pairs", "seq", "set", "str",
    "timestamp", "value",
  ]

  static let text = prefix + "str"
  static let binary = prefix + "binary"

  /// Whether a plain scalar with the tag is a text, whatever it looks like.
  static func makesText(_ tag: String) -> Bool {
    tag == text || tag == binary || tag == "!" || !isOfCore(tag) && !tag.isEmpty
  }

  static func isOfCore(_ tag: String) -> Bool { coreName(tag) != nil }

  /// Its name, such as `int`; `nil` for any other tag.
  static func coreName(_ tag: String) -> String? {
    guard tag.hasPrefix(prefix) else { return nil }
    let name = String(tag.dropFirst(prefix.count))
    return core.contains(name) ? name : nil
  }

  /// The text that `!!binary` encodes in base64; the text itself when it is none, which Compose refuses.
  static func decoded(_ text: String) -> String {
    var bytes: [UInt8] = []
    var bits = 0
    var number: UInt32 = 0
    for byte in text.utf8 where byte > 0x20 && byte != UInt8(ascii: "=") {
      guard let digit = digit(byte) else { return text }
      number = (number << 6 | digit) & 0xFFFFFF
      bits += 6
      if bits >= 8 {
        bits -= 8
        bytes.append(UInt8(truncatingIfNeeded: number >> UInt32(bits)))
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  private static func digit(_ byte: UInt8) -> UInt32? {
    switch byte {
    case UInt8(ascii: "A")...UInt8(ascii: "Z"): UInt32(byte) - 65
    case UInt8(ascii: "a")...UInt8(ascii: "z"): UInt32(byte) - 71
    case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt32(byte) + 4
    case UInt8(ascii: "+"): 62
    case UInt8(ascii: "/"): 63
    default: nil
    }
  }
}
