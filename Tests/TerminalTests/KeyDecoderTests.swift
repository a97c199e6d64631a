import CNcurses
import Canvas
import Testing

@testable import Terminal

struct `Decoding keys` {
  @Test(arguments: [
    ("j", [Key.character("j")]), ("\r", [.enter]), ("\n", [.enter]), ("\t", [.tab]),
    ("\u{7f}\u{8}", [.backspace, .backspace]), ("\u{3}", [.control("c")]),
    ("\u{1c}", [.control("\\")]), ("\u{0}", [.control("@")]), ("\u{9b}", []),
    ("日", [.character("日")]), ("e\u{301}x", [.character("e\u{301}"), .character("x")]),
    ("\u{301}", [.character("\u{301}")]),
  ])
  func `reads characters`(text: String, keys: [Key]) {
    #expect(decode(text) == keys)
  }

  @Test(arguments: [
    ("\u{1b}", [Key.escape]), ("\u{1b}\u{1b}", [.escape, .escape]),
    ("\u{1b}j", [.escape, .character("j")]), ("\u{1b}[A", [.up]), ("\u{1b}OD", [.left]),
    ("\u{1b}[3~x", [.delete, .character("x")]), ("\u{1b}[24~", [.function(12)]),
    ("\u{1b}[1;5C", []), ("\u{1b}[200~", []), ("\u{1b}[<0;1;1M", []),
    ("\u{1b}[12", [.escape, .character("["), .character("1"), .character("2")]),
    ("\u{1b}[\u{1b}[B", [.escape, .character("["), .down]),
  ])
  func `reads what begins with an escape`(text: String, keys: [Key]) {
    #expect(decode(text) == keys)
  }

  @Test(arguments: [
    (NC_KEY_UP, [Key.up]), (NC_KEY_PAGE_DOWN, [.pageDown]), (NC_KEY_BACKTAB, [.backTab]),
    (NC_KEY_FUNCTION + 1, [.function(1)]), (NC_KEY_FUNCTION + 12, [.function(12)]),
    (NC_KEY_FUNCTION + 13, []), (NC_KEY_OTHER, []),
  ])
  func `reads named keys`(code: Int, keys: [Key]) {
    #expect(KeyDecoder().keys(from: [.key(UInt32(code))]) == keys)
  }

  private func decode(_ text: String) -> [Key] {
    KeyDecoder().keys(from: text.unicodeScalars.map { .scalar($0.value) })
  }
}
