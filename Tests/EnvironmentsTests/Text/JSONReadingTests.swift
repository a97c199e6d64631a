import FoundationEssentials
import Testing

@testable import Environments

struct `Reading JSON` {
  @Test(arguments: [
    #"{"a": [1, -2, 0.5, 1e2, true, false, null, "x"], "b": {}, "c": []}"#,
    #""""#, #""\" \\ \/ \b \f \n \r \t""#, #""\u00e9 \u20AC \ud83d\ude00 é 😀""#, "\u{FEFF}1",
    "  [ ]\r\n\t", "0", "-0", "-1", "1.0", "1.50", "-12.25e-2", "1E+3", "9223372036854775807",
    "-9223372036854775808", "9223372036854775808", "1e18", "1e308", "0.1",
    #"{"a": 1, "a": 2}"#, #"{"": {"": ""}}"#, "4.9e-324",
  ])
  func `gives what Foundation's reader gives`(text: String) throws {
    let expected = try JSONDecoder().decode(Decoded.self, from: Data(text.utf8)).value

    #expect(JSONValue(json: Array(text.utf8)) == expected)
  }

  @Test(arguments: [
    "", " ", "{", "[", "[1", "[,1]", "{,}", #"{"a"}"#, #"{"a":}"#, "{a: 1}",
    "01", "-", "+1", "1.", ".5", "1e", "1e+", "1e400", "0x1", "NaN", "tru", "nulll", "1 2", "[1] x",
    #"""#, #""a"#, "\"\n\"", "\"\u{1}\"", #""\x""#, #""\u12""#, #""\u12g4""#, #""\ud800""#,
    #""\ud800x""#, #""\udc00""#, #""\ud800\u0041""#, "'a'", "// a\n1",
    String(repeating: "[", count: 100_000),
    String(repeating: "[", count: 513) + String(repeating: "]", count: 513),
  ])
  func `refuses what is not JSON, as Foundation's reader does`(text: String) {
    #expect(JSONValue(json: Array(text.utf8)) == nil)
    #expect((try? JSONDecoder().decode(Decoded.self, from: Data(text.utf8))) == nil)
  }

  @Test(arguments: ["[1,]", #"{"a":1,}"#])
  func `refuses a comma at the end, which Foundation's takes`(text: String) {
    #expect(JSONValue(json: Array(text.utf8)) == nil)
  }

  @Test(arguments: [[0x22, 0xFF, 0x22], [0x22, 0xC3, 0x22], [0x22, 0xED, 0xA0, 0x80, 0x22]])
  func `refuses bytes that are not UTF-8`(bytes: [UInt8]) {
    #expect(JSONValue(json: bytes) == nil)
  }

  @Test func `reads what it prints`() {
    let value = JSONValue.object([
      "texts": .array([.string("\u{0}\u{1F}\u{7F}\"\\/é€😀"), .string("")]),
      "numbers": .array([.integer(.min), .integer(.max), .decimal(0.1), .decimal(1e-300)]),
      "nothing": .null, "flag": .bool(true), "map": .object(["": .object([:])]),
    ])

    #expect(JSONValue(json: Array(value.line.utf8)) == value)
    #expect(JSONValue(json: Array(value.text.utf8)) == value)
  }

  /// Any JSON value, by trial and error.
  private struct Decoded: Decodable {
    var value: JSONValue

    init(from decoder: any Decoder) throws {
      let container = try decoder.singleValueContainer()
      if container.decodeNil() {
        value = .null
      } else if let flag = try? container.decode(Bool.self) {
        value = .bool(flag)
      } else if let number = try? container.decode(Int.self) {
        value = .integer(number)
      } else if let number = try? container.decode(Double.self) {
        value = .decimal(number)
      } else if let text = try? container.decode(String.self) {
        value = .string(text)
      } else if let items = try? container.decode([Decoded].self) {
        value = .array(items.map(\.value))
      } else {
        value = .object(try container.decode([String: Decoded].self).mapValues(\.value))
      }
    }
  }
}
