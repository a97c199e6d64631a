import Testing

@testable import Engine

struct `Taking a log apart` {
  private static let framed: [UInt8] =
    [1, 0, 0, 0, 0, 0, 0, 4] + Array("one\n".utf8) + [2, 0, 0, 0, 0, 0, 0, 4] + Array("two\n".utf8)
    + [1, 0, 0, 0, 0, 0, 0, 0] + [3, 0, 0, 0, 0, 0, 0, 3] + Array("end".utf8)

  @Test func `each stream gets its own, however the frames are cut`() {
    let parts = (1...Self.framed.count).map { take(Self.framed, pieceBytes: $0) }

    #expect(Set(parts) == [["one\n", "two\n", "end"]])
  }

  @Test func `a container with a terminal has one stream and no frames`() {
    let text = Array("one\r\ntwo\r\n".utf8)
    let parts = (1...text.count).map { take(text, pieceBytes: $0) }

    #expect(Set(parts) == [["one\r\ntwo\r\n", "", ""]])
  }

  @Test func `a word that is shorter than the head of a frame is not lost`() {
    #expect(take(Array("ok\n".utf8), pieceBytes: 3) == ["ok\n", "", ""])
  }

  @Test func `a frame may count four gigabytes and hold one byte`() {
    #expect(take([2, 0, 0, 0, 255, 255, 255, 255, 65], pieceBytes: 9) == ["", "A", ""])
  }

  /// Output, errors and the engine's words.
  private func take(_ bytes: [UInt8], pieceBytes: Int) -> [String] {
    var frames = LogFrames()
    var texts: [[UInt8]] = [[], [], []]
    func add(_ parts: LogFrames.Parts) {
      texts[0] += parts.output
      texts[1] += parts.errors
      texts[2] += parts.words
    }
    var rest = bytes[...]
    while !rest.isEmpty {
      add(frames.feed(Array(rest.prefix(pieceBytes))))
      rest = rest.dropFirst(pieceBytes)
    }
    add(frames.finish())
    return texts.map { String(decoding: $0, as: UTF8.self) }
  }
}

struct `Putting lines together` {
  @Test func `a line is whole when its end has come`() {
    var lines = Lines(bytesMax: 100)

    let told = ["on", "e\ntw", "o\n\nthree"].map { texts(lines.feed(Array($0.utf8))) }

    #expect(told == [[], ["one"], ["two", ""]])
  }

  @Test func `a line that is too long is left out, and the next one is not`() {
    var lines = Lines(bytesMax: 4)

    let told = ["12", "345", "6\n1234\n12345\n", "1\n"].map { texts(lines.feed(Array($0.utf8))) }

    #expect(told == [[], [], ["1234"], ["1"]])
  }

  private func texts(_ lines: [[UInt8]]) -> [String] {
    lines.map { String(decoding: $0, as: UTF8.self) }
  }
}
