import Canvas
import Environments
import Testing

@testable import Console

struct `Checking health` {
  @Test func `c checks every environment when all are focused, and shows it`() {
    var model = Model.sample()

    let effects = model.press("c")

    #expect(
      effects == [
        .world(
          .runChecks([
            CheckRequest(environment: "dev", checks: ["api", "quotes"]),
            CheckRequest(environment: "staging", checks: ["api", "quotes", "alertmanager"]),
            CheckRequest(environment: "prod", checks: ["api", "quotes", "alertmanager"]),
          ]))
      ])
    #expect(model.place == .health)
    #expect(view(model).line(1).hasPrefix("┌ health · 3 checking ─"))
  }

  @Test func `c checks the focused environment alone`() {
    var model = Model.sample(focus: 2)

    #expect(
      model.press("c") == [
        .world(
          .runChecks([
            CheckRequest(environment: "staging", checks: ["api", "quotes", "alertmanager"])
          ]))
      ])
    #expect(view(model).line(2).hasPrefix("│ 2 staging · checking… ─"))
  }

  @Test func `a selected check tells its phases and what it asks`() {
    var model = Model.sample(focus: 3)

    model.press("c")
    model.receive(.healthArrived(Sample.sickReport))

    #expect(
      view(model).line(3)
        == "│▸ ✗ api answers    1.2 s           ×  failing at 14:01 · status 503, expecte… │")
    #expect(
      view(model).line(19).hasPrefix(
        "│ dns 1 ms · connect 18 ms · tls 41 ms · first byte 1.2 s "))
  }

  @Test func `e opens the place that declares the check`() {
    var model = Model.sample(focus: 3)

    model.press("c")
    model.receive(.healthArrived(Sample.sickReport))

    #expect(
      model.press("e") == [
        .terminal(.openEditor(file: "configs/environment/prod.yaml", line: 61, column: 7))
      ])
  }

  @Test func `a report of an environment that is gone is dropped`() {
    var model = Model.sample()

    var stranger = Sample.sickReport
    stranger.environment = "qa"
    model.receive(.healthArrived(stranger))

    #expect(model.world.health.isEmpty)
  }
}
