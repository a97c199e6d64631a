import Testing

@testable import Processes

struct `Splitting output into lines` {
  @Test func `every line ending ends one line, and the rest is a line too`() {
    #expect(lines(of: ["one\ntwo\r\nthree\rfour"]) == ["one", "two", "three", "four"])
  }

  @Test func `empty lines stay`() {
    #expect(lines(of: ["\n\na\r\n\r\n"]) == ["", "", "a", ""])
  }

  @Test(arguments: 0...9)
  func `where the bytes are cut makes no difference`(cut: Int) {
    let text = "é\r\n\r\nü\rx"
    let bytes = Array(text.utf8)

    #expect(lines(of: [Array(bytes[..<cut]), Array(bytes[cut...])]) == ["é", "", "ü", "x"])
  }

  @Test func `a line over the limit is cut and says so`() {
    var splitter = LineSplitter(bytesMax: 4)
    var lines: [String] = []

    Array("abcdefgh\nij\n".utf8).withUnsafeBytes { splitter.feed($0) { lines.append($0) } }

    #expect(lines == ["abcd …[cut]", "ij"])
  }

  private func lines(of chunks: [String]) -> [String] { lines(of: chunks.map { Array($0.utf8) }) }

  private func lines(of chunks: [[UInt8]]) -> [String] {
    var splitter = LineSplitter()
    var lines: [String] = []
    for chunk in chunks {
      chunk.withUnsafeBytes { splitter.feed($0) { lines.append($0) } }
    }
    splitter.finish { lines.append($0) }
    return lines
  }
}
