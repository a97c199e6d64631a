/// Masks what looks like a secret in any text, such as one that a service printed.
package enum MaskedText {
  /// The text with `•••` in place of its secret parts.
  package static func of(_ text: String) -> String {
    let bytes = Array(text.utf8)
    let parts = SecretPatterns.secretParts(in: bytes)
    return parts.isEmpty ? text : masked(bytes, parts)
  }

  static func masked(_ bytes: [UInt8], _ parts: [Range<Int>]) -> String {
    var result: [UInt8] = []
    var index = 0
    for part in parts {
      result += bytes[index..<part.lowerBound] + Array(Secret.mask.utf8)
      index = part.upperBound
    }
    return String(decoding: result + bytes[index...], as: UTF8.self)
  }
}
