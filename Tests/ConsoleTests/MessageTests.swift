import Canvas
import Environments
import Testing

@testable import Console

struct `What was said` {
  static let sizes = [(60, 15), (80, 24), (120, 40), (200, 50)]

  @Test(arguments: sizes)
  func `is listed with its time and level, last first, at every size`(
    columns: Int, rows: Int
  ) throws {
    var model = Model.sample(columns: columns, rows: rows)
    model.receive(.said(.info, "prod is up after 30.4 s."))
    model.receive(.ticked(now: Sample.now + 61, utcOffsetMinutes: 0))
    model.receive(.said(.warning, "The files changed and staging asks nobody for a key."))
    model.receive(.said(.error, "Changes to files are not watched: too many are watched"))
    model.receive(.said(.info, "prod is up after 30.4 s."))

    model.press(":messages<enter>")

    try expectScreen(model, "messages-\(columns)x\(rows)")
  }

  @Test func `an error stays until Esc dismisses it`() {
    var model = Model.sample()
    model.receive(.said(.error, "It broke."))

    for second in 1...60 {
      model.receive(.ticked(now: Sample.now + second, utcOffsetMinutes: 0))
    }
    #expect(view(model).line(22).hasPrefix(" ✗ It broke. "))
    #expect(view(model).line(22).hasSuffix(" :messages   Esc dismisses it"))
    model.press("d")
    #expect(view(model).line(22).hasPrefix(" ✗ It broke. "))
    model.press("<esc>")

    #expect(model.place == .differences)
    #expect(!view(model).text.contains("It broke."))
  }

  @Test func `the list of messages is the reading of all errors`() {
    var model = Model.sample()
    model.receive(.said(.error, "It broke."))
    model.receive(.said(.error, "It broke again."))
    #expect(view(model).line(22).contains("1 more, :messages"))

    model.press(":mess<enter><esc>")

    #expect(model.unread == nil)
  }

  @Test func `what is said again counts, and is unread again`() {
    var model = Model.sample()

    model.receive(.said(.error, "It broke."))
    model.press("<esc>")
    model.receive(.said(.info, "Fine."))
    model.receive(.said(.error, "It broke."))

    #expect(model.notices.map(\.text) == ["Fine.", "It broke."])
    #expect(model.notices.map(\.count) == [1, 2])
    #expect(model.unread?.text == "It broke.")
  }

  @Test func `a thousand notices keep the last hundred`() {
    var model = Model.sample()

    for number in 1...1000 { model.receive(.said(.info, "notice \(number)")) }

    #expect(model.notices.count == Notices.countMax)
    #expect(model.notices.last?.text == "notice 1000")
  }
}
