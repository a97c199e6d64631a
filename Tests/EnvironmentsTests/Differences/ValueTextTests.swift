import Testing

@testable import Environments

struct `Showing values` {
  @Test(arguments: [
    (Value.null, "null"), (.bool(true), "true"), (.bool(false), "false"), (.integer(-3), "-3"),
    (.decimal(0.5), "0.5"), (.decimal(2), "2"), (.string("debug"), "debug"), (.string(""), "\"\""),
    (.string("8080"), "8080"), (.bytes(Quantity(1024, written: "1KiB")), "1KiB"),
    (.duration(Quantity(2000, written: "2s")), "2s"),
    (.list([.string("a"), .integer(1)]), "[a, 1]"),
    (.map(["b": .integer(2), "a": .bool(true)]), "{a: true, b: 2}"),
    (.secret(Fingerprint("ab12")), "•••(ab12)"),
    (.string("a\tb\r\n\u{7f}"), "a\\tb\\r\\n\\u{7f}"),
  ])
  func `every kind of value reads as an operator writes it`(value: Value, text: String) {
    #expect(value.text == text)
  }

  @Test(arguments: [
    (Value.string("8080"), "\"8080\""), (.string("true"), "\"true\""), (.string("1.5"), "\"1.5\""),
    (.string("1.2.0"), "1.2.0"), (.string("debug"), "debug"), (.integer(8080), "8080"),
    (.list([.string("1")]), "[\"1\"]"), (.map(["a": .string("null")]), "{a: \"null\"}"),
  ])
  func `the literal tells a string from the type that it reads like`(value: Value, literal: String)
  {
    #expect(value.text(.typed) == literal)
  }
}
