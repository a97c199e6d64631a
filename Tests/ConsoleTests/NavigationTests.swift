import Canvas
import Environments
import Testing

@testable import Console

struct `Going from view to view` {
  @Test func `Tab walks the views and comes back`() {
    var model = Model.sample()

    model.press("<tab>")
    #expect(model.place == .differences)
    model.press("<tab>")
    #expect(model.place == .health)
    model.press("<tab>")
    #expect(model.place == .overview)
    model.press("<backtab>")
    #expect(model.place == .health)
  }

  @Test func `Esc goes back a step at a time and never quits`() {
    var model = Model.sample()

    model.press("d<enter>")
    #expect(model.place == .explanation(SettingKey(.settings, "api.auth.mode")))
    model.press("<esc>")
    #expect(model.place == .differences)
    let effects = model.press("<esc><esc><esc>")

    #expect(model.place == .overview)
    #expect(effects == [])
  }

  @Test func `q goes back, and from the overview quits`() {
    var model = Model.sample()

    #expect(model.press("dq") == [])
    #expect(model.place == .overview)
    #expect(model.press("q") == [.terminal(.quit)])
  }

  @Test func `Enter on the settings line lists the problems`() {
    var model = Model.sample()

    model.press("jjj<enter>")

    #expect(model.place == .problems)
    #expect(
      view(model).line(3)
        == "│▸ ✗ API01  staging is reachable from outside and asks nobody for a key  conf… │")
  }

  @Test func `Enter on a setting of the overview explains it`() {
    var model = Model.sample()

    model.press("jjjj<enter>")

    #expect(model.place == .explanation(SettingKey(.settings, "logging.level")))
  }

  @Test func `Enter on a service lists its settings side by side`() {
    var model = Model.sample()

    model.press("<enter>")

    #expect(model.place == .differences)
    #expect(view(model).line(0).hasPrefix(" triptych · trading › differences   / services.api."))
    #expect(view(model).line(4).hasPrefix("│▸services.api.ports"))
    model.press("<esc>")
    #expect(view(model).line(1).hasPrefix("┌ 9 differences, 1 accepted ──"))
  }

  @Test func `a key without a meaning says where the keys are`() {
    var model = Model.sample()

    model.press("%")

    #expect(model.footer == " % does nothing here; ? shows the keys.")
  }

  @Test func `y copies the value of the focused environment, or the key of all`() {
    var model = Model.sample(focus: 3)

    #expect(model.press("dy") == [.terminal(.copy("api_key"))])
    #expect(model.press("0y") == [.terminal(.copy("api.auth.mode"))])
    #expect(model.footer == " Copied api.auth.mode")
  }

  @Test func `redraw and suspend are for the terminal`() {
    var model = Model.sample()

    #expect(model.press("<ctrl-l><ctrl-z>") == [.terminal(.redraw), .terminal(.suspend)])
  }

  @Test func `the keys that go far stay inside the list`() {
    var model = Model.sample()

    model.press("dG")
    #expect(view(model).line(15).hasPrefix("│▸…ices.quotes.deploy.replicas"))
    model.press("g<pagedown><ctrl-d><ctrl-f><ctrl-b><ctrl-u><pageup><home>")
    #expect(view(model).line(4).hasPrefix("│▸api.auth.mode"))
  }
}
