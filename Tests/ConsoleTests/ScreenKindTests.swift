import Canvas
import Environments
import Testing

@testable import Console

struct `A screen asked for by name` {
  @Test func `is read from the words of a command line`() {
    #expect(ScreenKind(["overview"]) == .overview)
    #expect(ScreenKind(["explanation", "api.auth.mode"]) == .explanation("api.auth.mode"))
    #expect(ScreenKind(["explanation"]) == nil)
    #expect(ScreenKind(["overview", "dev"]) == nil)
    #expect(ScreenKind([]) == nil)
  }

  @Test func `is put before the operator`() {
    var model = Model.sample()

    #expect(model.show(.explanation("env:API_PORT"), environment: "prod") == nil)

    #expect(model.place == .explanation(SettingKey(.env, "API_PORT")))
    #expect(view(model).line(2).hasPrefix("│ 3 prod ─"))
    #expect(
      view(model).line(3) == "│▸  ✓ 38080     env file     docker/.env.prod:4:10"
        + String(repeating: " ", count: 29) + "│")
  }

  @Test func `says what it does not know`() {
    var model = Model.sample()

    #expect(model.show(.explanation("api.nope")) == "No environment has a setting api.nope.")
    #expect(model.show(.health, environment: "qa") == "There is no environment qa.")
  }

  @Test func `shows a plan whatever its guard`() {
    var model = Model.sample()
    var plan = Sample.stopPlan
    plan.guardrail = .none

    model.show(plan)

    #expect(view(model).text.contains("┏ Stop dev ━"))
  }
}
