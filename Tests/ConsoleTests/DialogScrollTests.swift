import Canvas
import Environments
import Testing

@testable import Console

struct `A dialog of more than a screenful` {
  @Test(arguments: [(60, 15), (80, 24)])
  func `says where one is in it, and a page key goes a page`(columns: Int, rows: Int) throws {
    var model = Model.sample(columns: columns, rows: rows, focus: 3)
    var plan = Sample.plan
    plan.steps = (1...40).map { Plan.Step(.create, "service-\($0)", cause: "not running") }

    model.press("U")
    model.receive(.planArrived(plan))
    model.press("<pagedown><down>")

    try expectScreen(model, "long-plan-\(columns)x\(rows)")
  }

  @Test func `comes back to its top`() {
    var model = Model.sample(focus: 3)
    var plan = Sample.plan
    plan.steps = (1...40).map { Plan.Step(.create, "service-\($0)", cause: "not running") }
    model.press("U")
    model.receive(.planArrived(plan))
    let top = view(model)

    model.press("<pagedown><pagedown><pagedown><up>")
    #expect(view(model) != top)
    model.press("<pageup><pageup><pageup><pageup>")

    #expect(view(model) == top)
  }
}
