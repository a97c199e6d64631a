import Canvas
import Environments
import Testing

@testable import Console

struct `Extreme screens` {
  @Test func `too small a screen says what it has and needs`() {
    let model = Model.sample(columns: 40, rows: 10)

    #expect(
      view(model).text.split(separator: "\n") == [
        "   triptych needs 60x15 cells and has", "   40x10. Please enlarge the window.",
      ])
  }

  @Test(arguments: [(1, 1), (0, 0), (5, 2), (59, 14), (300, 4)])
  func `no size is a crash`(columns: Int, rows: Int) {
    var model = Model.sample(columns: columns, rows: rows)

    model.press("jGd<pagedown>n<enter><esc>c?q!3U<ctrl-c>")

    #expect(view(model).size == Size(columns: columns, rows: rows))
  }

  @Test func `text from outside never breaks a border`() throws {
    var strange = Sample.configuration
    strange.environments[0].name = "dév\u{1b}[31m環境の名前がとても長い"
    strange.environments[0].services[0].name = "サービス\u{200d}👩‍💻 e\u{301}\u{302}\u{303}\u{304}\u{305}"
    strange.environments[1].services[0].name = "tab\tnewline\nbell\u{7}"
    strange.environments[2].services[0].name = String(repeating: "very-long-name-", count: 20)
    let model = Model.after([
      .ticked(now: Sample.now, utcOffsetMinutes: 0),
      .loaded(strange, compare(strange.environments, accepted: [])),
      .said(.warning, "^C \u{1b}[2J cleared"),
    ])

    try expectScreen(model, "strange-80x24")
  }

  @Test func `fifty environments scroll, and the focused one is whole`() throws {
    var model = Model.large()

    model.press("7<right>" + String(repeating: "l", count: 19) + "jj")

    try expectScreen(model, "many-120x40")
  }

  @Test func `two hundred services scroll above their settings`() {
    var model = Model.large()

    model.press(String(repeating: "j", count: 199))
    #expect(view(model).line(31).hasPrefix("│▸service-199 ● healthy"))
    model.press("j")
    #expect(view(model).line(32).hasPrefix("├▸settings · ok ─"))
  }

  @Test func `two thousand settings scroll with their environments`() {
    var model = Model.large()

    model.press("dG9<right>" + String(repeating: "l", count: 40))

    #expect(
      view(model).line(0).hasPrefix(" triptych · large › differences   environments 47–50 of 50"))
    #expect(view(model).text.contains("\n│▸group19.part.setting1990"))
  }

  @Test func `one environment has the whole width and acts without a focus`() throws {
    var single = Sample.configuration
    single.environments = [Sample.dev]
    single.violations = []
    var model = Model.after([
      .ticked(now: Sample.now, utcOffsetMinutes: 0),
      .loaded(single, compare(single.environments, accepted: [])),
      .statusArrived(Sample.statuses),
    ])

    try expectScreen(model, "single-80x24")
    #expect(model.press("U") == [.world(.makePlan(.launch, environment: "dev"))])
  }

  @Test func `files that Compose refuses are told in their column`() {
    var refused = Sample.configuration
    refused.environments[0].composeState = .failed(
      "service \"api\" has neither an image nor a build context specified")
    let model = Model.after([.loaded(refused, Sample.matrix)])

    #expect(view(model).line(18).hasPrefix("├ ▲ compose refuses the … ┤"))
    #expect(view(model).line(19).hasPrefix("│ service \"api\" has       │"))
  }
}
