import Canvas
import Environments
import Testing

@testable import Console

struct `Walking the differences` {
  @Test func `n and N go from one difference to the next, and around`() {
    var model = Model.sample()

    model.press("dn")
    #expect(model.rowID == .setting(SettingKey(.settings, "api.cors.allowed_origins")))
    model.press("NN")
    #expect(
      model.rowID == .setting(SettingKey(.compose, "services.quotes.deploy.replicas")))
    #expect(model.footer == " Continued from the other end of the list.")
  }

  @Test func `a lists the rows that are the same, and n skips them`() {
    var model = Model.sample()

    model.press("da")
    #expect(view(model).line(1).hasPrefix("┌ 9 differences, 1 accepted · all rows ─"))
    #expect(model.differenceRows.contains(.group("settings", count: 9, isFolded: false)))
    model.press("nn")
    #expect(model.rowID == .setting(SettingKey(.settings, "database.log_statements")))
  }

  @Test func `e opens the file of the focused environment at its line`() {
    var model = Model.sample(focus: 3)

    let effects = model.press("de")

    #expect(
      effects == [
        .terminal(.openEditor(file: "configs/environment/prod.yaml", line: 12, column: 10))
      ])
  }

  @Test func `an accepted difference shows its reason`() {
    var model = Model.sample(columns: 120, rows: 40)

    model.press("d/api_port<enter>")

    #expect(
      view(model).text.contains("✓ accepted: one machine runs all three, each on a port of its own")
    )
  }

  @Test func `one secret in two environments is an alarm`() {
    let key = SettingKey(.secrets, "API_KEY")
    let cells = ["aa11", "aa11", "bb22"].map {
      Matrix.Cell(value: .secret(Fingerprint($0)), origin: nil)
    }
    let matrix = Matrix(
      environments: ["dev", "staging", "prod"],
      rows: [Matrix.Row(key: key, kind: .sameSecret, cells: cells)])
    var model = Model.sample()

    model.receive(.loaded(Sample.configuration, matrix))
    model.press("d")

    #expect(
      view(model).line(4)
        == "│▸API_KEY                      =! •••(aa11)   =! •••(aa11)      •••(bb22)      │")
  }

  @Test func `a filter narrows the rows, Enter keeps it, Esc clears it`() {
    var model = Model.sample()

    model.press("d/cors")
    #expect(
      model.footer
        == " / cors                                1 of 10   Enter keeps it   Esc clears it")
    #expect(view(model).cursor == Frame.Position(x: 7, y: 23))
    #expect(
      model.differenceRows == [.group("settings", count: 1, isFolded: false), .difference(1)])
    model.press("<enter>")
    #expect(view(model).line(0).hasPrefix(" triptych · trading › differences   / cors · 1 of 10 "))
    model.press("<esc>")
    #expect(model.place == .differences)
    #expect(model.rowCount == 13)
  }

  @Test func `a filter that nothing matches says so`() {
    var model = Model.sample()

    model.press("d/xyzzy")

    #expect(
      view(model).line(4).hasPrefix("│ Nothing listed matches xyzzy; Esc clears the filter."))
  }

  @Test func `the row stays when Compose has resolved the files`() {
    var model = Model.sample()
    model.press("djjj")

    var fewer = Sample.matrix
    fewer.rows.removeFirst()
    model.receive(.loaded(Sample.configuration, fewer))

    #expect(model.rowID == .setting(SettingKey(.settings, "database.synchronous")))
  }
}
