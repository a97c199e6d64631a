import Canvas
import Environments
import Testing

@testable import Console

struct `Focusing environments` {
  @Test func `a number focuses one and says so with a heavy border`() {
    var model = Model.sample()

    let effects = model.press("2")

    #expect(effects == [])
    #expect(model.focus == .one(1))
    #expect(
      view(model).line(1)
        == "┌ 1 dev · running 2/2 ────┐┏ 2 staging · stopped ━━━━┓┌ 3 prod ⊘ degraded 1/3 ─┐")
  }

  @Test func `0 focuses all of them again`() {
    var model = Model.sample(focus: 3)

    model.press("0")

    #expect(model.focus == .all)
  }

  @Test func `h and l walk from one to the next and stop at the ends`() {
    var model = Model.sample(focus: 2)

    model.press("l")
    #expect(model.focus == .one(2))
    model.press("l")
    #expect(model.focus == .one(2))
    model.press("h<left>h")
    #expect(model.focus == .one(0))
  }

  @Test func `a number without an environment says so`() {
    var model = Model.sample()

    model.press("7")

    #expect(model.focus == .all)
    #expect(model.footer.hasPrefix(" There is no environment 7.  "))
  }

  @Test func `a focused column that does not fit is scrolled to, whole`() {
    var model = Model.sample(columns: 60, rows: 15)

    model.press("3")

    #expect(
      view(model).line(1) == "┌ 2 staging · stopped ───────┐┏ 3 prod ⊘ · degraded 1/3 ━━━┓")
    #expect(view(model).line(0).hasPrefix(" triptych · trading   environments 2–3 of 3"))
  }

  @Test func `the focus follows its environment through a reload`() {
    var model = Model.sample(focus: 3)

    var smaller = Sample.configuration
    smaller.environments.remove(at: 0)
    model.receive(.loaded(smaller, compare(smaller.environments, accepted: [])))

    #expect(model.focus == .one(1))
  }
}
