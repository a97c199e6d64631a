import Canvas
import Testing

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
