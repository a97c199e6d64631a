/// A text in which `{name}` is replaced by a value when a test runs. Braces around anything but a bare name are
/// literal, so that JSON needs no escapes.
package struct SmokeTemplate: Hashable, Sendable {
  enum Part: Hashable, Sendable {
    case text(String)
    case name(String)
  }

  /// The name whose value is a new token for every run.
  package static let run = "run"

  /// The text as written.
  package let text: String
  private let parts: [Part]

  package init(_ text: String) {
    self.text = text
    parts = Self.parts(of: text)
  }

  /// The names in the text, in order.
  package var names: [String] {
    parts.compactMap { if case .name(let name) = $0 { name } else { nil } }
  }

  /// The text with every name replaced by its value. A name without a value remains as written.
  package func filled(
    _ values: [String: String], escaping escape: (String) -> String = { $0 }
  ) -> String {
    parts.map { part in
      switch part {
      case .text(let text): text
      case .name(let name): values[name].map(escape) ?? "{\(name)}"
      }
    }.joined()
  }

  private static func parts(of text: String) -> [Part] {
    var parts: [Part] = []
    var plain = ""
    var rest = text[...]
    while let open = rest.firstIndex(of: "{") {
      plain += rest[..<open]
      let inside = rest[rest.index(after: open)...]
      let name = inside.prefix { $0 != "}" && $0 != "{" }
      guard name.endIndex < inside.endIndex, inside[name.endIndex] == "}",
        TextForms.isVariableName(String(name))
      else {
        plain += "{"
        rest = inside
        continue
      }
      if !plain.isEmpty { parts.append(.text(plain)) }
      plain = ""
      parts.append(.name(String(name)))
      rest = inside[inside.index(after: name.endIndex)...]
    }
    plain += rest
    if !plain.isEmpty { parts.append(.text(plain)) }
    return parts
  }
}

extension SmokeTemplate {
  /// The text as one segment of a path, so that a captured value cannot change the rest of the path.
  package static func percentEncoded(_ text: String) -> String {
    text.utf8.map { byte in
      let isPlain =
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
          UInt8(ascii: "0")...UInt8(ascii: "9"):
          true
        default: "-_~".utf8.contains(byte)
        }
      if isPlain { return String(UnicodeScalar(byte)) }
      return "%" + Int(byte).digits(2, radix: 16).uppercased()
    }.joined()
  }
}

/// A header of a request, or an expected header of an answer.
package struct SmokeHeader: Hashable, Sendable {
  package var name: String
  /// `nil` when only the name matters.
  package var value: SmokeTemplate?

  /// Reads `Name: value` or `Name`; `nil` for any other text, and for one that could be read as more than one header.
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
