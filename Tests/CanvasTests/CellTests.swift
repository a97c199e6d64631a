import Canvas
import Testing

struct `A cell` {
  @Test func `takes sixteen bytes`() {
    #expect(MemoryLayout<Cell>.size == 16)
  }

  @Test(arguments: Style.Role.allCases)
  func `keeps text, width and style apart`(role: Style.Role) {
    var cell = Cell("x\u{301}\u{302}\u{303}\u{304}", width: 2, style: Style(role, bold: true))

    cell.style.isSelected = true
    #expect(cell.text == "x\u{301}\u{302}\u{303}\u{304}")
    #expect(cell.width == 2)
    #expect(cell.style == Style(role, bold: true, selected: true))

    cell.text = "\u{10ffff}"
    cell.width = 1
    #expect(cell == Cell("\u{10ffff}", width: 1, style: Style(role, bold: true, selected: true)))
  }

  @Test func `holds five scalars`() {
    var cell = Cell("e\u{301}\u{302}\u{303}\u{304}\u{305}")

    cell.append("\u{306}")

    #expect(cell.text == "e\u{301}\u{302}\u{303}\u{304}")
    #expect(cell.base == "e")
  }

  @Test func `is empty in a continuation`() {
    #expect(Cell.continuation.text == "")
    #expect(Cell.continuation.base == nil)
    #expect(Cell.continuation.width == 0)
  }
}
