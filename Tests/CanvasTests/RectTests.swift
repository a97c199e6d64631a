import Canvas
import Testing

struct `A rectangle` {
  @Test func `is never negative in size`() {
    let rect = Rect(x: 3, y: 3, width: -1, height: -2)

    #expect(rect == Rect(x: 3, y: 3, width: 0, height: 0))
    #expect(rect.isEmpty)
  }

  @Test func `meets another in what both have`() {
    let one = Rect(x: 0, y: 0, width: 10, height: 5)

    #expect(
      one.intersection(Rect(x: 8, y: -2, width: 10, height: 4))
        == Rect(x: 8, y: 0, width: 2, height: 2))
    #expect(one.intersection(Rect(x: 10, y: 0, width: 5, height: 5)).isEmpty)
    #expect(one.intersection(Rect(x: 0, y: 20, width: 5, height: 5)).isEmpty)
  }
}
