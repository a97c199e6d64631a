import Canvas
import Environments
import Testing

@testable import Console

struct `Counting movements` {
  @Test func `a count before a letter repeats the movement, and the focus is as before`() {
    var model = Model.sample()

    model.press("d3")
    #expect(model.focus == .one(2))
    #expect(model.footer.hasSuffix(" 3…"))
    model.press("j")

    #expect(model.focus == .all)
    #expect(model.cursor.row == 4)
    #expect(!model.footer.contains("3…"))
  }

  @Test func `a number and G go to the row that the border counts`() {
    var model = Model.sample()

    model.press("d10G")
    #expect(model.cursor.row == 9)
    model.press("2G")

    #expect(model.cursor.row == 1)
  }

  @Test func `n takes a count`() {
    var model = Model.sample()

    model.press("d2n")

    #expect(model.cursor.row == 3)
    #expect(model.focus == .all)
  }

  @Test func `arrows take none: the digit stays a focus`() {
    var model = Model.sample()

    model.press("d3<down>")

    #expect(model.focus == .one(2))
    #expect(model.cursor.row == 2)
  }

  @Test func `a dialog that arrives after a digit leaves it a focus`() {
    var model = Model.sample()

    model.press("d3")
    model.receive(.ended(Sample.failure))
    model.press("<enter>j")

    #expect(model.focus == .one(2))
    #expect(model.cursor.row == 2)
  }

  @Test func `a count does not outlive a load, after which a number may mean another environment`()
  {
    var model = Model.sample()
    var fewer = Sample.configuration
    fewer.environments.removeLast()

    model.press("31")
    model.receive(.loaded(fewer, compare(fewer.environments, accepted: [])))
    model.press("jL")

    #expect(model.focus == .one(0))
    #expect(model.scopes.map(\.environment) == ["dev"])
  }

  @Test func `a command that was being typed goes on when a dialog is closed`() {
    var model = Model.sample()

    model.press(":laun")
    model.receive(.ended(Sample.failure))
    #expect(model.keyContext == .report)
    model.press("<enter>")

    #expect(model.keyContext == .command)
    #expect(model.prompt?.text == "laun")
  }

  @Test func `a digit that was looked at for a second stays a focus`() {
    var model = Model.sample()

    model.press("d3")
    model.receive(.ticked(now: Sample.now + 1, utcOffsetMinutes: 0))
    model.receive(.ticked(now: Sample.now + 2, utcOffsetMinutes: 0))
    model.press("j")

    #expect(model.focus == .one(2))
    #expect(model.cursor.row == 2)
  }

  @Test func `the clock ticks each second while a count waits`() {
    var model = Model.sample()

    model.press("3")

    #expect(subscriptions(of: model).contains(.clock(everySeconds: 1)))
  }

  @Test func `a digit before an action is what it always was`() {
    var model = Model.sample()

    #expect(model.press("3U") == [.world(.makePlan(.launch, environment: "prod"))])
  }

  @Test func `two digits focus an environment beyond the ninth`() {
    var model = Model.large()

    model.press("12")

    #expect(model.target?.name == "env11")
  }

  @Test func `no count is too large`() {
    var model = Model.sample()

    model.press("d99999999999999999999999j")

    #expect(model.cursor.row == model.rowCount - 1)
  }
}
