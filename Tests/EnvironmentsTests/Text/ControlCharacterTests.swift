import Testing

@testable import Environments

struct `Control characters` {
  @Test(arguments: [
    ("plain ☃", "plain ☃", "plain ☃", "plain ☃"),
    ("a\nb\tc", "a\\nb\\tc", "a\nb\tc", "a^Jb^Ic"),
    ("\u{1b}[31m\u{7f}", "\\u{1b}[31m\\u{7f}", "^[[31m^?", "^[[31m^?"),
    ("\u{0}\u{9b}", "\\u{0}\\u{9b}", "^@\u{fffd}", "^@\u{fffd}"),
    (
      "\u{202e}abc\u{2028}", "\\u{202e}abc\\u{2028}", "\\u202eabc\\u2028",
      "\u{fffd}abc\u{fffd}"
    ),
  ])
  func `are escaped in values, and carets elsewhere`(
    text: String, spelled: String, lines: String, line: String
  ) {
    #expect(text.spelledOut == spelled)
    #expect(text.withCarets == lines)
    #expect(text.onOneLine() == line)
  }

  @Test func `and a long text is cut by its scalars`() {
    #expect(String(repeating: "e\u{301}", count: 4).onOneLine(charactersMax: 3) == "e\u{301}e…")
    #expect("abc".onOneLine(charactersMax: 3) == "abc")
  }

  @Test func `are C0, DEL and C1`() {
    let values = (0...0x10ffff).compactMap(Unicode.Scalar.init).filter(\.isControl).map(\.value)

    #expect(values == Array(0..<0x20) + Array(0x7f...0x9f))
  }
}
