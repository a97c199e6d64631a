import Testing

@testable import Loading

struct `The text of a line` {
  @Test(arguments: [
    ("plain", "plain"),
    ("\u{1b}[31mred\u{1b}[0m end", "red end"),
    ("\u{1b}[2K\u{1b}[1Gdone", "done"),
    ("\u{1b}]0;owned\u{7}title", "title"),
    ("\u{1b}]8;;http://x\u{1b}\\link\u{1b}]8;;\u{1b}\\", "link"),
    ("\u{1b}]0;never ends", "␛]0;never ends"),
    ("\u{1b}", "␛"),
    ("\u{1b}[31", "␛[31"),
    ("\u{1b}(Bx", "x"),
    ("\u{1b}cx", "x"),
    ("a\tb", "a       b"),
    ("12345678\tb", "12345678        b"),
    ("bell\u{7} null\0 back\u{8}", "bell^G null^@ back^H"),
    ("50 %\r100 %\r", "50 %^M100 %"),
    ("\u{7f}", "^?"),
    ("grüße 三 👩‍🚀", "grüße 三 👩‍🚀"),
  ]) func `is what can be seen of it`(_ written: String, _ shown: String) {
    #expect(LogText(Array(written.utf8)).text == shown)
  }

  @Test func `shows bytes that are no UTF-8`() {
    #expect(LogText([0x61, 0xff, 0xfe, 0x62, 0xc3]).text == "a\u{fffd}\u{fffd}b\u{fffd}")
  }

  @Test(arguments: [
    ("\u{1b}[31mred\u{1b}[0m end", "0..<3 red"),
    ("a\u{1b}[1;33mb\u{1b}[mc", "1..<2 bold yellow"),
    ("\u{1b}[38;5;1mx\u{1b}[38;2;1;2;3my", "0..<1 red"),
    ("\u{1b}[90mtime\u{1b}[39m \u{1b}[32mü\u{1b}[0m", "0..<4 gray, 5..<7 green"),
    ("\u{1b}[41mback", ""),
    ("\u{1b}[31m", ""),
  ]) func `keeps the colours beside it`(_ written: String, _ spans: String) {
    let text = LogText(Array(written.utf8))

    let words = text.spans.map {
      "\($0.range) \($0.appearance.isBold ? "bold " : "")\($0.appearance.color)"
    }

    #expect(words.joined(separator: ", ") == spans)
  }

  /// No input can reach a terminal as a command.
  @Test func `never holds a control`() {
    var state: UInt64 = 42
    for _ in 0..<2000 {
      let bytes = (0..<40).map { _ -> UInt8 in
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        let byte = UInt8(truncatingIfNeeded: state >> 56)
        return byte < 60 ? [0x1b, 0x5b, 0x5d, 0x6d, 0x3b, 0x07][Int(byte) % 6] : byte
      }
      let text = LogText(bytes)
      let isClean = text.text.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0.value != 0x7f }
      let isInside = text.spans.allSatisfy { $0.range.upperBound <= text.text.utf8.count }
      #expect(isClean && isInside, "\(bytes)")
    }
  }
}

extension LogText {
  fileprivate init(_ bytes: [UInt8]) {
    self = bytes.withUnsafeBufferPointer { LogText($0) }
  }
}
