/// Masks what looks like a secret in any text, such as one that a service printed.
package enum MaskedText {
  /// The text with `•••` in place of its secret parts.
  package static func of(_ text: String) -> String {
    let bytes = Array(text.utf8)
    let parts = SecretPatterns.secretParts(in: bytes)
    return parts.isEmpty ? text : masked(bytes, parts)
  }

  /// A range of the text, all of it by default, with `•••` in place of parts of the range.
  package static func masked(
    _ bytes: [UInt8], _ parts: [Range<Int>], in range: Range<Int>? = nil
  ) -> String {
    let range = range ?? bytes.indices
    var result: [UInt8] = []
    var index = range.lowerBound
    for part in parts {
      result += bytes[index..<part.lowerBound] + Array(Secret.mask.utf8)
      index = part.upperBound
    }
    return String(decoding: result + bytes[index..<range.upperBound], as: UTF8.self)
  }
}
