import Canvas
import Testing

struct `Safe text` {
  @Test(arguments: [
    ("plain", "plain"), ("\u{1b}[31mred", "^[[31mred"), ("a\u{0}b", "a^@b"), ("\t", "^I"),
    ("\u{85}", "�"), ("\u{200b}x\u{200d}\u{fe0f}", "x"), ("\u{202e}abc", "abc"),
    ("e\u{301}", "e\u{301}"), ("\u{301}x", "x"), ("\u{e000}", "�"), ("\u{2028}", "�"),
  ])
  func `shows control characters`(text: String, shown: String) {
    #expect(SafeText.glyphs(of: text).map(\.text).joined() == shown)
  }

  @Test(arguments: [
    ("", 0), ("plain", 5), ("日本", 4), ("e\u{301}", 1), ("\u{1b}", 2), ("👩‍👩‍👧", 6), ("●▲✗", 3),
  ])
  func `knows its width`(text: String, columns: Int) {
    #expect(SafeText.width(of: text) == columns)
    #expect(SafeText.glyphs(of: text).reduce(0) { $0 + Int($1.width) } == columns)
  }

  @Test(arguments: [
    ("plain", 5, "plain"), ("plain", 4, "pla…"), ("plain", 1, "…"), ("plain", 0, ""),
    ("日本", 4, "日本"), ("日本", 3, "日…"), ("日本", 2, "…"), ("\u{7}", 1, "…"),
    ("\u{7}", 2, "\u{7}"), ("", 0, ""), ("x", -1, ""),
  ])
  func `is cut to columns`(text: String, columns: Int, fitted: String) {
    #expect(SafeText.fit(text, columns: columns) == fitted)
  }
}

struct `The width of a scalar` {
  @Test(arguments: [
    ("aé─█●⊘…⣿✗🇩\u{ae}\u{2ff}\u{2500}\u{25fc}", TextWidth.Columns.one),
    ("日ー한ｘ　😀⏳◾◽\u{1f7e2}", .two),
    ("\u{ad}\u{1161}\u{301}\u{200d}\u{fe0f}\u{20dd}\u{300}", .zero),
    ("\u{0}\u{1b}\u{7f}\u{80}\u{9b}\u{2029}\u{f8ff}", .control),
  ])
  func `is as terminals count it`(scalars: String, columns: TextWidth.Columns) {
    let strays = scalars.unicodeScalars.filter { TextWidth.columns(of: $0) != columns }

    #expect(String(strays) == "")
  }
}
