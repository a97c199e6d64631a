import Canvas
import Testing

@testable import Terminal

/// What a terminal answers to a question that another program asked, such as an editor that has ended meanwhile.
struct `Replies of the terminal` {
  static let replies = [
    "\u{1b}]11;rgb:2828/2a2a/3636\u{7}", "\u{1b}]4;1;rgb:cccc/0000/0000\u{1b}\\",
    "\u{1b}]52;c;cXVpdAo=\u{7}", "\u{1b}]Lqueue\u{1b}\\", "\u{1b}]lqueue\u{9c}",
    "\u{1b}P>|XTerm(388)\u{1b}\\", "\u{1b}P1+r544e=787465726d\u{1b}\\", "\u{1b}P0$r\u{1b}\\",
    "\u{1b}P!|7E565445\u{1b}\\", "\u{1b}_Gi=31;OK\u{1b}\\", "\u{1b}^quit\u{1b}\\",
    "\u{1b}Xquit\nU\u{1b}\\", "\u{9d}11;q\u{9c}", "\u{90}>|q\u{1b}\\",
    "\u{1b}[?64;1;2;6;9;15;16;17;18;21;22;28;29;52c", "\u{1b}[>41;388;0c", "\u{1b}[0n",
    "\u{1b}[24;80R", "\u{1b}[?2026;2$y", "\u{1b}[8;24;80t", "\u{1b}[I", "\u{1b}[O", "\u{1b}[?1u",
    "\u{1b}[27;5;113~", "\u{1b}[113;5u", "\u{1b}[M qU", "\u{1b}[<35;10;10M", "\u{1b}[32;10;10M",
    "\u{9b}?62c",
  ]

  @Test(arguments: replies)
  func `is no key, cut anywhere, and does not swallow the next one`(reply: String) {
    let all = events(reply + "j")
    for cut in all.indices {
      var decoder = KeyDecoder()
      let inputs =
        decoder.inputs(from: Array(all[..<cut])) + decoder.inputs(from: Array(all[cut...]))

      #expect(inputs == [.key(.character("j"))], "cut at \(cut)")
    }
  }

  @Test func `comes event by event`() {
    var decoder = KeyDecoder()
    var inputs: [Input] = []
    for event in events(Self.replies.joined() + "j") { inputs += decoder.inputs(from: [event]) }

    #expect(inputs == [.key(.character("j"))])
  }

  @Test func `whose end is lost swallows keys for a moment only`() {
    var decoder = KeyDecoder()
    let start = ContinuousClock.now
    for lost in ["\u{1b}]11;rgb:28", "\u{1b}P>|XTerm", "\u{1b}[12;4", "\u{1b}[M "] {
      #expect(decoder.inputs(from: events(lost), at: start) == [])
      let later = start + KeyDecoder.pauseMax + .milliseconds(1)
      #expect(decoder.inputs(from: events("j"), at: later) == [.key(.character("j"))])
    }
  }

  @Test func `whose end is lost does not swallow a key that is held down`() {
    var decoder = KeyDecoder()
    let start = ContinuousClock.now
    _ = decoder.inputs(from: events("\u{1b}]11;"), at: start)
    var heard = 0
    for repetition in 1...100 {
      heard += decoder.inputs(from: events("j"), at: start + .milliseconds(30) * repetition).count
    }

    #expect(heard > 30)
  }

  @Test(arguments: ["\u{1b}]11;rgb:28", "\u{1b}P>|XTerm", "\u{1b}_Gi", "\u{1b}[12;4"])
  func `is cancelled by control-c`(begun: String) {
    var decoder = KeyDecoder()

    #expect(decoder.inputs(from: events(begun + "\u{3}")) == [.key(.control("c"))])
  }

  @Test func `is recognized after its escape has become a key`() {
    var decoder = KeyDecoder()
    let start = ContinuousClock.now
    #expect(decoder.inputs(from: events("\u{1b}"), at: start) == [])
    #expect(decoder.settle(at: start) == [.key(.escape)])

    let rest = events("]11;rgb:2828/2a2a/3636\u{7}j")
    #expect(
      decoder.inputs(from: rest, at: start + .milliseconds(80)) == [.key(.character("j"))])
  }

  @Test(arguments: ["]", "P", "_", "^", "X", "[", "O"])
  func `leaves alt and a letter alone`(letter: Character) {
    var decoder = KeyDecoder()

    #expect(decoder.inputs(from: events("\u{1b}\(letter)")) == [])
    #expect(decoder.isUndecided)
    #expect(decoder.settle() == [.key(.escape), .key(.character(letter))])
    #expect(decoder.inputs(from: events("j")) == [.key(.character("j"))])
  }

  @Test func `in a paste is text, and the paste ends`() {
    var decoder = KeyDecoder()

    let inputs = decoder.inputs(from: events("\u{1b}[200~a\u{1b}]11;b\u{1b}[201~j"))

    #expect(inputs == [.paste("a]11;b"), .key(.character("j"))])
  }

  private func events(_ text: String) -> [KeyDecoder.Event] {
    text.unicodeScalars.map { .scalar($0.value) }
  }
}
