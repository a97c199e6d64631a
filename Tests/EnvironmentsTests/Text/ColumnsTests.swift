import Testing

@testable import Environments

struct `Aligned columns` {
  @Test func `are two blanks apart, without trailing blanks`() {
    let lines = Columns.lines([["a", "bb", "c"], ["aaa", "", "cc"], ["aa", "b", ""]])

    #expect(
      lines == [
        "a    bb  c",
        "aaa      cc",
        "aa   b",
      ])
  }

  @Test func `a heading widens none`() {
    #expect(Columns.lines([["a heading"], ["a", "b"]]) == ["a heading", "a  b"])
  }

  @Test func `are as wide as the caller measures`() {
    #expect(
      Columns.lines([["日", "b"], ["aa", "b"]], width: { $0.utf8.count }) == ["日  b", "aa   b"])
  }

  @Test func `text goes left, right, or stays`() {
    #expect("ab".padded(to: 4) == "ab  ")
    #expect("ab".flushRight(to: 4) == "  ab")
    #expect("abc".padded(to: 2) == "abc")
    #expect(7.digits(2) == "07")
    #expect(123.digits(2) == "123")
    #expect(31.digits(4, radix: 16) == "001f")
  }
}
