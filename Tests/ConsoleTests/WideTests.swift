import Canvas
import Environments
import Testing

@testable import Console

struct `More than a screenful` {
  static let sizes = [(80, 24), (120, 40), (200, 50), (300, 100)]

  @Test(arguments: sizes)
  func `of environments and services scrolls`(columns: Int, rows: Int) throws {
    var model = Model.wide(columns: columns, rows: rows)

    model.press("9lll" + String(repeating: "j", count: 101))

    try expectScreen(model, "wide-overview-\(columns)x\(rows)")
  }

  @Test(arguments: sizes)
  func `of settings scrolls`(columns: Int, rows: Int) throws {
    var model = Model.wide(columns: columns, rows: rows)

    model.press("9llld" + String(repeating: "j", count: 101))

    try expectScreen(model, "wide-differences-\(columns)x\(rows)")
  }

  @Test(arguments: sizes)
  func `comes down to what is at fault`(columns: Int, rows: Int) throws {
    var model = Model.wide(columns: columns, rows: rows)

    model.press("fss")

    try expectScreen(model, "wide-faults-\(columns)x\(rows)")
  }

  @Test(arguments: [(60, 15), (80, 24)])
  func `of layers is explained with its place in the list`(columns: Int, rows: Int) throws {
    var model = Model.wide(columns: columns, rows: rows)

    model.press("d<enter>" + String(repeating: "j", count: 20))

    try expectScreen(model, "wide-explanation-\(columns)x\(rows)")
  }

  @Test func `every column on the way from end to end is whole when it is focused`() {
    var model = Model.wide()
    model.press("1")

    for number in 1...30 {
      let title = "┏ \(number) \(Sample.wide.environments[number - 1].name)"

      #expect(view(model).line(1).contains(title))
      model.press("l")
    }
    for number in (1...30).reversed() {
      #expect(view(model).line(1).contains("┏ \(number) "))
      model.press("h")
    }
  }

  @Test func `a page goes down and comes back`() {
    var model = Model.wide()

    model.press("d<pagedown><pagedown><ctrl-d><ctrl-u><pageup><pageup>")

    #expect(
      model.rowID == .setting(SettingKey(.settings, "group00.part.setting0000")))
  }

  @Test(arguments: [60, 80, 120])
  func `text from outside never breaks a border, folded, filtered or scrolled`(
    columns: Int
  ) {
    var strange = Sample.wide
    strange.environments[0].name = "環境\u{1b}[31m\u{202e}dev\tの名前"
    strange.environments[1].name = "👩‍💻👩‍💻👩‍💻👩‍💻👩‍💻👩‍💻"
    for index in strange.environments.indices {
      strange.environments[index].services[0].name = "サービス\u{200d}👩‍💻 e\u{301}\u{302}שלום"
      strange.environments[index].settings[0].key.path = "\u{7}設定\n名.مرحبا"
    }
    var model = Model.after(
      [.loaded(strange, compare(strange.environments, accepted: []))],
      size: Size(columns: columns, rows: 24))

    for keys in ["", "/サ<enter>", "<esc>s", "d", "/設<enter>", "<esc>z", "<space>", "f"] {
      model.press(keys)
      let frame = view(model)

      for row in 2..<22 {
        #expect(["│", "├", "┃", "┣"].contains(frame[0, row].text), "\(keys) \(frame.line(row))")
        #expect(
          ["│", "┤", "┃", "┫", "█"].contains(frame[columns - 1, row].text),
          "\(keys) \(frame.line(row))")
      }
    }
  }

  @Test(arguments: [1, 2])
  func `one or two environments leave no column empty`(count: Int) {
    var few = Sample.configuration
    few.environments = Array(few.environments.prefix(count))
    var model = Model.after(
      [.loaded(few, compare(few.environments, accepted: []))], size: Size(columns: 200, rows: 50))

    #expect(view(model).line(1).count { $0 == "┐" } == count)
    model.press("da")
    #expect(!view(model).line(2).contains("\(count + 1) "))
  }

  @Test func `no environment says what to do in every view`() {
    var model = Model.after([.loaded(Configuration(), Matrix(environments: [], rows: []))])

    for keys in ["", "d", "<tab>"] {
      model.press(keys)

      #expect(view(model).text.contains("No environment here yet"), "\(model.place)")
    }
  }
}
