import FoundationEssentials
import Testing

@testable import Environments

struct `Writing JSON` {
  @Test func `indents by two, members by their names, and leaves an empty line in what is empty`() {
    let value = JSONValue.object([
      "services": .array([.object(["name": .string("api"), "replicas": .integer(3)])]),
      "problems": .array([]), "Healthy": .bool(true), "notes": .object([:]), "load": .decimal(0.5),
      "reason": .null,
    ])

    #expect(
      value.text == """
        {
          "Healthy" : true,
          "load" : 0.5,
          "notes" : {

          },
          "problems" : [

          ],
          "reason" : null,
          "services" : [
            {
              "name" : "api",
              "replicas" : 3
            }
          ]
        }
        """)
    #expect(
      value.line == """
        {"Healthy":true,"load":0.5,"notes":{},"problems":[],"reason":null,\
        "services":[{"name":"api","replicas":3}]}
        """)
  }

  @Test(arguments: [
    (
      JSONValue.string("\u{0}\u{8}\t\n\u{b}\u{c}\r\u{1f}\u{7f}"),
      #""\u0000\b\t\n\u000b\f\r\u001f\#u{7f}""#
    ),
    (.string(#"C:\dir "a/b" é 😀"#), #""C:\\dir \"a/b\" é 😀""#),
    (.decimal(2), "2"), (.decimal(-0.0), "-0"), (.decimal(1e16), "1e+16"),
    (.decimal(1e-5), "1e-05"), (.decimal(.leastNonzeroMagnitude), "5e-324"),
    (.decimal(.nan), #""nan""#), (.decimal(-.infinity), #""-inf""#),
    (.integer(.min), "-9223372036854775808"),
  ])
  func `gives each value its one form`(value: JSONValue, text: String) {
    #expect(value.line == text)
    #expect(value.text == text)
  }

  @Test(arguments: 0..<20)
  func `gives what Foundation's writer gives, byte for byte`(seed: UInt64) throws {
    var numbers = SeededNumbers(state: seed)
    let encoder = JSONEncoder()

    for _ in 0..<200 {
      let value = JSONValue.random(depth: 4, &numbers)

      encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
      #expect(Array(value.line.utf8) == Array(try encoder.encode(Encoded(value: value))))
      encoder.outputFormatting.insert(.prettyPrinted)
      #expect(Array(value.text.utf8) == Array(try encoder.encode(Encoded(value: value))))
    }
  }

  @Test(arguments: 0..<20)
  func `is read again as what was written`(seed: UInt64) {
    var numbers = SeededNumbers(state: seed)

    for _ in 0..<200 {
      let value = JSONValue.random(depth: 4, &numbers)

      #expect(JSONValue(json: Array(value.line.utf8)) == value.asRead)
      #expect(JSONValue(json: Array(value.text.utf8)) == value.asRead)
    }
  }

  /// A value as Foundation writes it.
  private struct Encoded: Encodable {
    var value: JSONValue

    func encode(to encoder: any Encoder) throws {
      var container = encoder.singleValueContainer()
      switch value {
      case .null: try container.encodeNil()
      case .bool(let flag): try container.encode(flag)
      case .integer(let number): try container.encode(number)
      case .decimal(let number) where number.isFinite: try container.encode(number)
      case .decimal(let number): try container.encode(String(number))
      case .string(let text): try container.encode(text)
      case .array(let items): try container.encode(items.map(Encoded.init))
      case .object(let members):
        let encoded = members.map { ($0.key.text, Encoded(value: $0.value)) }
        try container.encode(Dictionary(encoded, uniquingKeysWith: { first, _ in first }))
      }
    }
  }
}

/// The same numbers for the same seed (SplitMix64).
struct SeededNumbers: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}

extension JSONValue {
  fileprivate static func random(depth: Int, _ numbers: inout SeededNumbers) -> JSONValue {
    switch Int.random(in: 0..<(depth > 0 ? 8 : 6), using: &numbers) {
    case 0: .null
    case 1: .bool(.random(using: &numbers))
    case 2: .integer(Int(truncatingIfNeeded: numbers.next() >> (numbers.next() % 64)))
    case 3: .decimal(Double(bitPattern: numbers.next()))
    case 4: .decimal(Double(Int.random(in: -1000...1000, using: &numbers)) / 8)
    case 5: .string(text(&numbers))
    case 6: .array(parts(&numbers).map { _ in random(depth: depth - 1, &numbers) })
    default:
      .object(
        Dictionary(
          parts(&numbers).map { _ in (text(&numbers), random(depth: depth - 1, &numbers)) },
          uniquingKeysWith: { first, _ in first }))
    }
  }

  private static func parts(_ numbers: inout SeededNumbers) -> Range<Int> {
    0..<Int.random(in: 0..<5, using: &numbers)
  }

  /// A text of control characters, escaped characters, ASCII, and characters of two to four bytes.
  private static func text(_ numbers: inout SeededNumbers) -> String {
    let scalars = parts(&numbers).map { _ -> Unicode.Scalar? in
      switch numbers.next() % 5 {
      case 0: Unicode.Scalar(UInt8(numbers.next() % 0x20))
      case 1:
        ["\"", "\\", "/", "\u{7f}", "\u{2028}", "\u{301}", "e"].randomElement(using: &numbers)
      case 2: Unicode.Scalar(UInt32.random(in: 0x80..<0xD800, using: &numbers))
      case 3: Unicode.Scalar(UInt32.random(in: 0xE000...0x10FFFF, using: &numbers))
      default: Unicode.Scalar(UInt8.random(in: 0x20...0x7E, using: &numbers))
      }
    }
    return String(String.UnicodeScalarView(scalars.compactMap { $0 }))
  }

  /// The value as the reader returns it: whole decimals are integers, and infinities and NaN are strings.
  fileprivate var asRead: JSONValue {
    switch self {
    case .decimal(let number) where !number.isFinite: .string(String(number))
    case .decimal(let number): Int(exactly: number).map { .integer($0) } ?? self
    case .array(let items): .array(items.map(\.asRead))
    case .object(let members): .object(members.mapValues(\.asRead))
    default: self
    }
  }
}
