/// The name of an order: a ULID, which is the moment in milliseconds and 80 random bits. Numbers would be given
/// out a second time after an older backup was restored.
package struct OrderID: Hashable, Sendable, Codable, CustomStringConvertible {
  package let description: String

  /// Reads what `init(milliseconds:random:)` writes. Nil for anything else.
  package init?(_ text: String) {
    guard text.utf8.count == 26, text.utf8.allSatisfy(Self.alphabet.contains) else { return nil }
    description = text
  }

  package init(milliseconds: Int, random: some RandomNumberGenerator) {
    var random = random
    let moment = UInt128(UInt64(max(0, milliseconds)) & (1 << 48 - 1)) << 80
    let noise = UInt128(random.next() as UInt64) << 16 | UInt128(random.next() as UInt16)
    let bits = moment | noise
    // Crockford's Base32, five bits a letter; the first letter has three.
    let letters = (0..<26).map { Self.alphabet[Int((bits >> (125 - 5 * $0)) & 31)] }
    description = String(decoding: letters, as: UTF8.self)
  }

  private static let alphabet = Array("0123456789ABCDEFGHJKMNPQRSTVWXYZ".utf8)

  package init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    guard let id = OrderID(try container.decode(String.self)) else {
      throw DecodingError.dataCorruptedError(
        in: container, debugDescription: "the name of an order is expected")
    }
    self = id
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(description)
  }
}
