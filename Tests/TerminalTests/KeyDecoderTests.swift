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
    ("\u{1b}[12", []), ("\u{1b}O", [.escape, .character("O")]),
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

  @Test(arguments: [
    ("\u{1b}[<0;12;3M", [Input.click(Frame.Position(x: 11, y: 2))]),
    ("\u{1b}[<0;12;3m", []), ("\u{1b}[<2;12;3M", []), ("\u{1b}[<16;1;1M", []),
    ("\u{1b}[<64;300;1M", [.wheel(Frame.Position(x: 299, y: 0), -1)]),
    ("\u{1b}[<65;1;1M", [.wheel(Frame.Position(x: 0, y: 0), 1)]),
    ("\u{1b}[<0;0;0M", []), ("\u{1b}[<0;1M", []),
    ("\u{1b}[<0;x;1M", [.key(.character(";")), .key(.character("1")), .key(.character("M"))]),
    ("\u{1b}[<99999999999999999999;1;1M", []),
  ])
  func `reads the mouse`(text: String, inputs: [Input]) {
    var decoder = KeyDecoder()

    #expect(decoder.inputs(from: events(text)) == inputs)
  }

  @Test func `a paste is text, and not keys`() {
    var decoder = KeyDecoder()

    let inputs = decoder.inputs(from: events("j\u{1b}[200~qU\u{3b1}\r\u{1b}[Ax\u{1}\u{1b}[201~k"))

    #expect(
      inputs == [.key(.character("j")), .paste("qUα\rx"), .key(.character("k"))])
  }

  @Test func `a sequence that a slow connection cuts anywhere is the same`() {
    let text = "\u{1b}[<0;12;3M\u{1b}[200~some text\u{1b}[201~\u{1b}[5~"

    for cut in Array(text.unicodeScalars).indices.dropFirst() {
      var decoder = KeyDecoder()
      let all = events(text)
      let inputs =
        decoder.inputs(from: Array(all[..<cut])) + decoder.inputs(from: Array(all[cut...]))
      #expect(
        inputs == [.click(Frame.Position(x: 11, y: 2)), .paste("some text"), .key(.pageUp)])
    }
  }

  @Test func `a paste whose end is lost is cancelled by control-c, and is bounded`() {
    var decoder = KeyDecoder()

    #expect(decoder.inputs(from: events("\u{1b}[200~abc")) == [])
    #expect(decoder.inputs(from: events("q\u{3}q")) == [.key(.character("q"))])
    let long = String(repeating: "x", count: 1 << 17)
    let inputs = decoder.inputs(from: events("\u{1b}[200~\(long)\u{1b}[201~"))

    #expect(inputs == [.paste(String(repeating: "x", count: KeyDecoder.pastedMax))])
  }

  private func decode(_ text: String) -> [Key] { KeyDecoder().keys(from: events(text)) }

  private func events(_ text: String) -> [KeyDecoder.Event] {
    text.unicodeScalars.map { .scalar($0.value) }
  }
}

extension KeyDecoder {
  func keys(from events: [Event]) -> [Key] {
    var decoder = self
    return (decoder.inputs(from: events) + decoder.settle()).compactMap {
      if case .key(let key) = $0 { key } else { nil }
    }
  }
}
