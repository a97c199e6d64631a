import Canvas
import Testing

struct `A frame` {
  @Test func `takes text at a position and returns where it ended`() {
    var frame = Frame(size: Size(columns: 10, rows: 2))

    let end = frame.write("staging", x: 1, y: 1)

    #expect(end == 8)
    #expect(frame.text == "\n staging")
  }

  @Test func `cuts text at its edges`() {
    var frame = Frame(size: Size(columns: 5, rows: 1))

    frame.write("production", x: -3, y: 0)

    #expect(frame.text == "ducti")
  }

  @Test func `takes nothing above, below or beside itself`() {
    var frame = Frame(size: Size(columns: 3, rows: 1))

    frame.write("x", x: 0, y: -1)
    frame.write("x", x: 0, y: 1)
    frame.write("x", x: 3, y: 0)
    frame.write("x", x: -1, y: 0)
    frame.write("x", x: 1, y: 0, clip: Rect(x: 5, y: 5, width: 2, height: 2))

    #expect(frame == Frame(size: Size(columns: 3, rows: 1)))
  }

  @Test func `without any cells takes nothing`() {
    var frame = Frame(size: Size(columns: 0, rows: 0))

    frame.write("text", x: 0, y: 0)
    frame.box(Rect(x: 0, y: 0, width: 4, height: 4), title: "title")

    #expect(frame.text == "")
  }

  @Test func `keeps text within a clip`() {
    var frame = Frame(size: Size(columns: 10, rows: 1))

    frame.write("0123456789", x: 0, y: 0, clip: Rect(x: 2, y: 0, width: 4, height: 1))

    #expect(frame.text == "  2345")
  }

  @Test func `gives a wide character two columns`() {
    var frame = Frame(size: Size(columns: 6, rows: 1))

    frame.write("日本x", x: 0, y: 0)

    #expect(frame.text == "日本x")
    #expect(frame[0, 0] == Cell("日", width: 2))
    #expect(frame[1, 0] == .continuation)
    #expect(frame[4, 0] == Cell("x"))
  }

  @Test func `shows half of a wide character as a blank`() {
    var frame = Frame(size: Size(columns: 4, rows: 1))

    frame.write("x日本", x: -2, y: 0)

    #expect(frame.text == " 本")
    frame.write("ab日", x: 1, y: 0)
    #expect(frame.text == " ab")
  }

  @Test func `blanks the rest of a wide character that is half overwritten`() {
    var frame = Frame(size: Size(columns: 6, rows: 1))

    frame.write("日本語", x: 0, y: 0)
    frame.write("x", x: 1, y: 0)
    frame.write("y", x: 2, y: 0)
    frame.write("語", x: 3, y: 0)

    #expect(frame.text == " xy語")
    #expect(frame[5, 0] == .blank)
  }

  @Test func `puts combining marks on the character before them`() {
    var frame = Frame(size: Size(columns: 4, rows: 1))

    frame.write("e\u{301}o\u{308}\u{304}!", x: 0, y: 0)

    #expect(frame[0, 0].text == "e\u{301}")
    #expect(frame[1, 0].text == "o\u{308}\u{304}")
    #expect(frame[2, 0].text == "!")
  }

  @Test func `keeps a mark without a character away from a border`() {
    var frame = Frame(size: Size(columns: 4, rows: 1))

    frame.write("|", x: 0, y: 0)
    frame.write("\u{301}x", x: 1, y: 0)

    #expect(frame.text == "|x")
  }

  @Test func `shows controls and never holds one`() {
    var frame = Frame(size: Size(columns: 24, rows: 1))

    frame.write("a\u{1b}]0;x\u{7}\tb\u{7f}\u{9b}1m\r\n", x: 0, y: 0)

    #expect(frame.text == "a^[]0;x^G^Ib^?�1m^M^J")
  }

  @Test func `fills an area and blanks the wide characters that it cuts`() {
    var frame = Frame(size: Size(columns: 6, rows: 1))

    frame.write("日本語", x: 0, y: 0)
    frame.fill(Rect(x: 1, y: 0, width: 2, height: 1), style: .danger)

    #expect(frame.text == "    語")
    #expect(frame[1, 0] == Cell(" ", style: .danger))
  }

  @Test func `changes the style of an area and not its text`() {
    var frame = Frame(size: Size(columns: 4, rows: 1))

    frame.write("text", x: 0, y: 0)
    frame.restyle(Rect(x: 1, y: 0, width: 2, height: 9)) { $0.isSelected = true }

    #expect(frame.text == "text")
    #expect(frame[0, 0].style == .text)
    #expect(frame[1, 0].style == Style(.text, selected: true))
  }

  @Test func `names the cells that differ from another`() {
    var before = Frame(size: Size(columns: 8, rows: 2))
    before.write("count 19", x: 0, y: 1)
    var after = before
    after.write("20", x: 6, y: 1)

    #expect(changes(from: before, to: after) == ["6,1 2", "7,1 0"])
    #expect(changes(from: after, to: after) == [])
  }

  @Test func `names a wide character once when either half differs`() {
    var before = Frame(size: Size(columns: 4, rows: 1))
    before.write("日本", x: 0, y: 0)
    var after = before
    after.restyle(Rect(x: 1, y: 0, width: 1, height: 1)) { $0.isSelected = true }
    after.write("語", x: 2, y: 0)

    #expect(changes(from: before, to: after) == ["0,0 日", "2,0 語"])
  }

  @Test func `names both cells of a wide character that disappears`() {
    var before = Frame(size: Size(columns: 3, rows: 1))
    before.write("日", x: 0, y: 0)
    var after = before
    after.write("ab", x: 0, y: 0)

    #expect(changes(from: before, to: after) == ["0,0 a", "1,0 b"])
    #expect(changes(from: after, to: before) == ["0,0 日"])
  }

  @Test func `names every cell when there was none before`() {
    var frame = Frame(size: Size(columns: 3, rows: 1))
    frame.write("日", x: 0, y: 0)

    #expect(changes(from: nil, to: frame) == ["0,0 日", "2,0  "])
  }

  private func changes(from before: Frame?, to after: Frame) -> [String] {
    var changes: [String] = []
    after.forEachChange(since: before) { x, y, cell in changes.append("\(x),\(y) \(cell.text)") }
    return changes
  }
}

struct `A rectangle` {
  @Test func `is never negative in size`() {
    let rect = Rect(x: 3, y: 3, width: -1, height: -2)

    #expect(rect == Rect(x: 3, y: 3, width: 0, height: 0))
    #expect(rect.isEmpty)
  }

  @Test func `intersects another in their common part`() {
    let one = Rect(x: 0, y: 0, width: 10, height: 5)

    #expect(
      one.intersection(Rect(x: 8, y: -2, width: 10, height: 4))
        == Rect(x: 8, y: 0, width: 2, height: 2))
    #expect(one.intersection(Rect(x: 10, y: 0, width: 5, height: 5)).isEmpty)
    #expect(one.intersection(Rect(x: 0, y: 20, width: 5, height: 5)).isEmpty)
  }
}
