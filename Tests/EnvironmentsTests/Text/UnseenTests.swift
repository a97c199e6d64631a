import Testing

@testable import Environments

struct `Text that a reader cannot see` {
  @Test(arguments: [
    ("a\u{202e}b", "a\\u{202e}b"), ("\u{2066}a\u{2069}", "\\u{2066}a\\u{2069}"),
    ("a\u{200b}", "a\\u{200b}"), ("\u{2028}\u{2029}", "\\u{2028}\\u{2029}"),
    ("so\u{ad}ft", "so\\u{ad}ft"), ("\u{e0041}", "\\u{e0041}"),
    ("\u{61c}\u{200e}", "\\u{61c}\\u{200e}"),
    ("\u{3164}\u{ffa0}", "\\u{3164}\\u{ffa0}"), ("\u{feff}x", "\\u{feff}x"),
    ("1\u{fe0f}", "1\\u{fe0f}"),
    ("a\u{200d}b", "a\\u{200d}b"), ("\u{34f}\u{180e}", "\\u{34f}\\u{180e}"),
    ("⚠\u{fe0f} 👩‍👩‍👧 é 日本 ●│", "⚠\u{fe0f} 👩‍👩‍👧 é 日本 ●│"),
  ])
  func `is spelled where it is printed and where it is drawn`(text: String, shown: String) {
    let printed = JSONValue(json: Array("\"\(text.withCarets)\"".utf8))
    #expect(printed == .string(text))
    #expect(text.withCarets.unicodeScalars.allSatisfy { !$0.isUnseen } || text == shown)
    #expect(text.spelledOut.unicodeScalars.elementsEqual(shown.unicodeScalars))
  }

  @Test(arguments: ["a\u{202e}b", "\\\u{202e}", "\u{e0041}é\u{200d}", "👩‍👩‍👧\n"])
  func `in printed JSON is read back as it was`(text: String) {
    let json = JSONValue.string(text).line

    #expect(JSONValue(json: Array(json.withCarets.utf8)) == .string(text))
  }
}
