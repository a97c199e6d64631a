import Canvas
import Testing

struct `A frame in ASCII` {
  @Test func `keeps every column`() {
    var frame = Frame(size: Size(columns: 30, rows: 5))
    frame.box(frame.bounds, title: "3 prod ⊘ protected · degraded")
    frame.write("● ok ○ off ▲ up ✗ bad ×2", x: 2, y: 1)
    frame.divider(of: frame.bounds, y: 2, title: "…")
    frame.write("日本 e\u{301} é →", x: 2, y: 3)

    #expect(
      frame.plain.text == """
        + 3 prod ! protected . degr~ +
        | * ok o off ^ up x bad x2   |
        + ~ -------------------------+
        | ???? e ? >                 |
        +----------------------------+
        """)
  }

  @Test func `keeps styles, size and cursor`() {
    var frame = Frame(size: Size(columns: 2, rows: 1))
    frame.write("日", x: 0, y: 0, style: .danger)
    frame.cursor = Frame.Position(x: 1, y: 0)

    let plain = frame.plain

    #expect(plain.size == frame.size)
    #expect(plain.cursor == frame.cursor)
    #expect(plain[0, 0] == Cell("?", style: .danger))
    #expect(plain[1, 0] == Cell("?", style: .danger))
  }
}
