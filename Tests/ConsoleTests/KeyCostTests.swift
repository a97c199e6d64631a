import Canvas
import FoundationEssentials
import Testing

@testable import Console

/// What a key costs with fifty environments. The times are printed, not tested; by hand:
/// `CONSOLE_SPEED=1 swift test -c release -Xswiftc -enable-testing --filter KeyCost`.
struct KeyCost {
  @Test(arguments: ["j", "l", "d<down>", "dn", "dl", "d<enter>j"])
  func `a step changes the two rows it touches, or a column's border, and no more`(
    keys: String
  ) throws {
    var model = Model.large()
    model.press(keys)
    let key = try #require(Key.parse(keys).last)

    let paints = (0..<Self.count).map { _ in model.paint(key) }
    let cells = paints.map(\.cells).sorted()
    let times = paints.map(\.took).sorted()

    #expect(cells[cells.count / 2] <= 2 * 120)
    if Self.isPrinting {
      print("\(keys): median \(times[times.count / 2]), 99 % \(times[times.count * 99 / 100])")
    }
  }

  @Test(arguments: [
    ("d", "s", "s"), ("d", "a", "a"), ("d", "f", "f"), ("d", "<space>", "<space>"),
    ("d/", "v", "<backspace>"), ("/", "0", "<backspace>"),
  ])
  func `a key that lists the rows anew is taken back by another, to the cell`(
    way: String, key: String, back: String
  ) throws {
    var model = Model.large()
    model.press(way)
    let before = view(model)

    var times: [Duration] = []
    for _ in 0..<Self.count / 3 {
      for key in Key.parse(key + back) { times.append(model.paint(key).took) }
    }
    times.sort()

    #expect(view(model).text == before.text)
    if Self.isPrinting {
      print("\(way)\(key): median \(times[times.count / 2]), worst \(times.last ?? .zero)")
    }
  }

  private static let isPrinting = ProcessInfo.processInfo.environment["CONSOLE_SPEED"] == "1"
  private static let count = isPrinting ? 300 : 9
}
