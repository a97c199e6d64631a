import Canvas
import Testing

struct `Borders and lines` {
  @Test func `a box has a title, dividers and a scroll bar`() {
    var frame = Frame(size: Size(columns: 20, rows: 6))
    let box = Rect(x: 1, y: 0, width: 18, height: 6)

    frame.box(box, title: "1 dev")
    frame.divider(of: box, y: 2, title: "settings · ok")
    frame.scrollBar(x: 18, y: 3, height: 2, offset: 2, total: 4)

    #expect(
      frame.text == """
         ┌ 1 dev ─────────┐
         │                │
         ├ settings · ok ─┤
         │                │
         │                █
         └────────────────┘
        """)
  }

  @Test func `a title that does not fit ends in an ellipsis`() {
    var frame = Frame(size: Size(columns: 12, rows: 2))

    frame.box(frame.bounds, title: "production ⊘ protected")

    #expect(frame.text == "┌ product… ┐\n└──────────┘")
  }

  @Test func `a box without room for a title has none`() {
    var frame = Frame(size: Size(columns: 4, rows: 2))

    frame.box(frame.bounds, title: "dev")

    #expect(frame.text == "┌──┐\n└──┘")
  }

  @Test func `a box without an inside is not drawn`() {
    var frame = Frame(size: Size(columns: 4, rows: 4))

    frame.box(Rect(x: 0, y: 0, width: 1, height: 4))
    frame.box(Rect(x: 0, y: 0, width: 4, height: 1))

    #expect(frame == Frame(size: Size(columns: 4, rows: 4)))
  }

  @Test func `a box keeps to a clip`() {
    var frame = Frame(size: Size(columns: 6, rows: 3))

    frame.box(
      Rect(x: -3, y: 0, width: 12, height: 3), title: "dev",
      clip: Rect(x: 0, y: 0, width: 5, height: 3))

    #expect(frame.text == "ev ──\n\n─────")
  }

  @Test func `a scroll bar is absent when all rows are visible`() {
    var frame = Frame(size: Size(columns: 1, rows: 4))

    frame.scrollBar(x: 0, y: 0, height: 4, offset: 0, total: 4)

    #expect(frame.text == "\n\n\n")
  }

  @Test(arguments: [(0, "█\n│\n│\n│"), (1, "█\n│\n│\n│"), (95, "│\n│\n│\n█"), (99, "│\n│\n│\n█")])
  func `a scroll bar reaches its ends`(offset: Int, text: String) {
    var frame = Frame(size: Size(columns: 1, rows: 4))

    frame.vline(x: 0, y: 0, height: 4)
    frame.scrollBar(x: 0, y: 0, height: 4, offset: offset, total: 99)

    #expect(frame.text == text)
  }
}
