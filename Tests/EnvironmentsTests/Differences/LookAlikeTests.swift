import Testing

@testable import Environments

struct `Values that look alike` {
  static let long = String(repeating: "long ", count: 20)

  /// Pairs of different values that read the same as they are, and what is shown of them.
  static let pairs: [(Value, Value, String, String)] = [
    (.string("x"), .string("x "), #""x""#, #""x ""#),
    (.string("x"), .string(" x"), #""x""#, #"" x""#),
    (.string("a b"), .string("a  b"), #""a b""#, #""a \u{20}b""#),
    (.string("a b"), .string("a\u{a0}b"), #""a b""#, #""a\u{a0}b""#),
    (.string("a b"), .string("a\u{2003}b"), #""a b""#, #""a\u{2003}b""#),
    (.string("a\u{200d}b"), .string("a\\u{200d}b"), #""a\u{200d}b""#, #""a\\u{200d}b""#),
    (.string("ab"), .string("a\u{200b}b"), "ab", #"a\u{200b}b"#),
    (.string("a\tb"), .string("a\\tb"), #""a\tb""#, #""a\\tb""#),
    (.string("a\nb"), .string("a\\nb"), #""a\nb""#, #""a\\nb""#),
    (.string("caf\u{e9}"), .string("cafe\u{301}"), #""caf\u{e9}""#, #""cafe\u{301}""#),
    (.string("K"), .string("\u{212a}"), #""K""#, #""\u{212a}""#),
    (.string("\u{3a9}"), .string("\u{2126}"), #""\u{3a9}""#, #""\u{2126}""#),
    (.string("pay"), .string("p\u{430}y"), #""pay""#, #""p\u{430}y""#),
    (.string("a-b"), .string("a\u{2013}b"), #""a-b""#, #""a\u{2013}b""#),
    (.string("8080"), .string("\u{ff18}080"), #""8080""#, #""\u{ff18}080""#),
    (.string("\u{2764}"), .string("\u{2764}\u{fe0f}"), "\"\u{2764}\"", "\"\u{2764}\\u{fe0f}\""),
    (.integer(8080), .string("8080"), "8080", #""8080""#),
    (.bool(true), .string("true"), "true", #""true""#),
    (.null, .string("null"), "null", #""null""#),
    (.integer(2), .decimal(2), "2", "2.0"),
    (.bytes(Quantity(524_288, written: "512KiB")), .string("512KiB"), "524288 bytes", #""512KiB""#),
    (
      .bytes(Quantity(5, written: "5m")), .duration(Quantity(300, written: "5m")), "5 bytes",
      "300 ms"
    ),
    (.string(""), .string("\"\""), "\"\"", #""\"\"""#),
    (.string(""), .string(" "), "\"\"", #"" ""#),
    (.string(" "), .string("  "), #"" ""#, #"" \u{20}""#),
    (.list([.string("a"), .string("b")]), .list([.string("a, b")]), #"["a", "b"]"#, #"["a, b"]"#),
    (.list([.string("a")]), .string("[a]"), #"["a"]"#, #""[a]""#),
    (.map(["a": .integer(1)]), .string("{a: 1}"), #"{"a": 1}"#, #""{a: 1}""#),
    (
      .map(["\u{e9}": .null]), .map(["e\u{301}": .null]), #"{"\u{e9}": null}"#,
      #"{"e\u{301}": null}"#
    ),
    (.string("\u{1}"), .string("\\u{1}"), #""\u{1}""#, #""\\u{1}""#),
    (secret("ab"), .string("•••(ab)"), "•••(ab)", #""•••(ab)""#),
  ]

  @Test(arguments: pairs)
  func `show what makes them differ`(one: Value, other: Value, first: String, second: String) {
    #expect([one, other].textsSideBySide { text, _ in text } == [first, second])
  }

  @Test(arguments: pairs)
  func `differ in every report`(one: Value, other: Value, first: String, second: String) throws {
    let key = setting("a")
    let report = DifferenceReport(
      compare([environment("dev", [key: one]), environment("prod", [key: other])]))

    let line = try #require(report.text.split(separator: "\n").first { $0.hasPrefix("  a") })
    let cells = line.dropFirst(5).split(separator: "  ").map { String($0) }
    #expect(cells.count == 2 && cells[0].lookAlike != cells[1].lookAlike, "\(line)")
    let row = try #require(report.markdown().split(separator: "\n").last)
    let codes = row.split(separator: " | ")
    #expect(codes[1].description.lookAlike != codes[2].description.lookAlike, "\(row)")
    #expect(report.json.contains("\"kind\" : \"different\""))
  }

  @Test func `the other cells and rows stay as they are`() {
    let values: [Value] = [
      .string("caf\u{e9}"), .string("cafe\u{301}"), .string("日本 "), .integer(1),
    ]

    #expect(
      values.textsSideBySide { text, _ in text } == [
        #""caf\u{e9}""#, #""cafe\u{301}""#, "日本 ", "1",
      ])
    #expect([Value.string("x "), .string("y")].textsSideBySide { text, _ in text } == ["x ", "y"])
  }

  @Test func `a value of blanks alone is shown in quotes`() {
    #expect(Value.string(" ").shown == #"" ""#)
    #expect(Value.string("\u{a0}\u{200b}").shown == #""\u{a0}\u{200b}""#)
    #expect(Value.string("").shown == "\"\"")
    #expect(
      [Value.string(" "), .string("x")].textsSideBySide { text, _ in text } == [#"" ""#, "x"])
  }

  @Test func `a text that reads like a missing value is quoted`() {
    let texts = [.string("missing"), nil].textsSideBySide(missing: "missing") { text, _ in text }

    #expect(texts == [#""missing""#, nil])
  }

  @Test func `values cut at the width of the cell begin near their first difference`() {
    let values = ["one", "two"].map { Value.string(Self.long + $0) }
    let middle = ["one", "two"].map { Value.string(Self.long + $0 + Self.long) }
    let ends = [Self.long, Self.long + "x"].map { Value.string($0) }

    #expect(values.textsSideBySide(fit: cut) == ["…ng long one", "…ng long two"])
    #expect(middle.textsSideBySide(fit: cut) == ["…ng long onelong lo…", "…ng long twolong lo…"])
    #expect(ends.textsSideBySide(fit: cut) == ["…ng long ", "…ng long x"])
    #expect(
      [values[0], .string("short")].textsSideBySide(fit: cut) == ["long long long long…", "short"])
  }

  @Test func `layers that look alike are told apart in an explanation`() {
    var prod = environment("prod", [setting("a"): .string("x ")])
    let origin = Origin(layer: .builtIn)
    prod.settings[0].layerValues.insert(.init(.string("x"), origin), at: 0)

    #expect(
      explain(prod, setting("a"))?.text == #"""
        a (settings) of prod
          wins        "x "  configs/environment/prod.yaml:1:3 (environment)
          overridden  "x"   built-in default
        """#)
  }

  @Test func `a lapsed acceptance shows both values apart`() {
    var configuration = Configuration(environments: [
      environment("dev", [setting("a"): .string("caf\u{e9}")]),
      environment("prod", [setting("a"): .string("x")]),
    ])
    configuration.accepted = [
      accepted(setting("a"), ["dev", "prod"], values: ["dev": "cafe\u{301}", "prod": "x"])
    ]

    #expect(
      configuration.acceptedDifferencesThatLapsed.map(\.message) == [
        #"the accepted difference of a has lapsed: dev has "caf\u{e9}" instead of "cafe\u{301}""#
      ])
  }

  @Test(arguments: [12, 20, 40, 1_000])
  func `no two different values of a row ever have the same text`(width: Int) {
    var numbers = SeededNumbers(state: UInt64(width))
    for _ in 0..<1_500 {
      let values = (0..<Int.random(in: 2...5, using: &numbers)).map { _ in
        Bool.random(using: &numbers)
          ? Self.random(&numbers) : Value.list([Self.random(&numbers), .integer(1)])
      }
      let texts = values.textsSideBySide { text, _ in text.shortened(to: width) }

      for left in values.indices {
        for right in values.indices where values[left] != values[right] {
          #expect(texts[left].lookAlike != texts[right].lookAlike, "\(values) \(texts)")
        }
      }
      #expect(texts.allSatisfy { $0.count <= width })
    }
  }

  private static let pieces = [
    "e", "\u{301}", "\u{e9}", "K", "\u{212a}", " ", "\u{a0}", "\u{200b}", "\t", "\\t", "\r", "\n",
    "\"", "\\", "8", "…", "\u{430}", "a", "[", ", ", long, "\u{fe0f}", "\u{2764}", "\u{200d}",
  ]

  private static func random(_ numbers: inout SeededNumbers) -> Value {
    let count = Int.random(in: 0...4, using: &numbers)
    return .string(
      (0..<count).map { _ in pieces[Int.random(in: pieces.indices, using: &numbers)] }.joined())
  }

  private func cut(_ text: String, _: Int) -> String { text.shortened(to: 20) }
}
