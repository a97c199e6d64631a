/// A header that is sent, or one that is looked for in an answer.
package struct SmokeHeader: Hashable, Sendable {
  package var name: String
  /// `nil` when only the name matters.
  package var value: SmokeTemplate?

  /// Takes `Name: value` or `Name`; `nil` when it is neither, or could be read as more than one header.
  package init?(_ text: String) {
    let name = text.prefix { $0 != ":" }
    guard !name.isEmpty, name.utf8.allSatisfy(Self.isTokenByte),
      !text.unicodeScalars.contains(where: \.isControl)
    else { return nil }
    self.name = String(name)
    guard name.endIndex < text.endIndex else { return }
    let value = text[text.index(after: name.endIndex)...].drop { $0 == " " }
    guard !value.isEmpty else { return nil }
    self.value = SmokeTemplate(String(value))
  }

  package func isNamed(_ other: String) -> Bool { name.lowercased() == other.lowercased() }

  /// The characters of RFC 9110's token.
  private static func isTokenByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"):
      true
    default: "!#$%&'*+-.^_`|~".utf8.contains(byte)
    }
  }
}
