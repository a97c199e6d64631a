import Canvas
import Environments
import Testing

@testable import Console

struct `The cursor stays on what it shows` {
  @Test func `when rows are inserted above it`() {
    var model = Model.wide()
    model.press("d" + String(repeating: "j", count: 30))
    let (before, height) = (model.rowID, model.cursor.row - model.cursor.top)

    var matrix = Sample.wideMatrix
    let added = ["aaa", "bbb", "ccc"].map {
      Matrix.Row(
        key: SettingKey(.settings, $0), kind: .different, cells: matrix.rows[0].cells)
    }
    matrix.rows.insert(contentsOf: added, at: 0)
    model.receive(.loaded(Sample.wide, matrix))

    #expect(model.rowID == before)
    #expect(model.cursor.row - model.cursor.top == height)
  }

  @Test func `when rows are removed above it`() {
    var model = Model.wide()
    model.press("d" + String(repeating: "j", count: 30))
    let before = model.rowID

    var matrix = Sample.wideMatrix
    matrix.rows.removeFirst(101)
    model.receive(.loaded(Sample.wide, matrix))

    #expect(model.rowID == before)
  }

  @Test func `when the services are reordered`() {
    var model = Model.sample()
    model.press("jj")

    var turned = Sample.configuration
    turned.environments.reverse()
    turned.environments[0].services.swapAt(0, 1)
    model.receive(.loaded(turned, Sample.matrix))

    #expect(model.rowID == .service("alertmanager"))
    #expect(view(model).line(4).hasPrefix("│▸alertmanager"))
  }

  @Test func `when a filter comes and goes`() {
    var model = Model.wide()
    model.press(String(repeating: "j", count: 120))

    model.press("/service-1<enter>")
    #expect(model.rowID == .service("service-120"))
    model.press("<esc>")

    #expect(model.rowID == .service("service-120"))
    #expect(view(model).text.contains("▸service-120"))
  }

  @Test func `when environments come and go`() {
    var model = Model.wide(columns: 120, rows: 40)
    model.press("7" + String(repeating: "l", count: 13) + "jjj")
    let first = model.environments[model.columns[model.firstColumn]].name

    var fewer = Sample.wide
    fewer.environments.removeFirst(6)
    model.receive(.loaded(fewer, compare(fewer.environments, accepted: [])))

    #expect(model.target?.name == "sa-east-staging")
    #expect(model.environments[model.columns[model.firstColumn]].name == first)
    #expect(model.rowID == .service("service-003"))
  }

  @Test func `on the nearest that is left when its own row goes`() {
    var model = Model.sample()
    model.press("djjj")
    #expect(model.rowID == .setting(SettingKey(.settings, "database.synchronous")))

    var fewer = Sample.matrix
    fewer.rows.removeAll { $0.key.path.hasPrefix("database.") || $0.key.path == "api.auth.mode" }
    model.receive(.loaded(Sample.configuration, fewer))

    #expect(model.rowID == .setting(SettingKey(.settings, "debug.enabled")))
  }

  @Test func `on the last one when all below it goes too`() {
    var model = Model.sample()
    model.press("dG")

    var fewer = Sample.matrix
    fewer.rows.removeAll { $0.key.source == .compose }
    model.receive(.loaded(Sample.configuration, fewer))

    #expect(model.rowID == .setting(SettingKey(.env, "API_PORT")))
  }

  @Test func `when the window is resized`() {
    var model = Model.wide(columns: 120, rows: 40)
    model.press("d" + String(repeating: "j", count: 100))
    let before = model.rowID

    for size in [Size(columns: 60, rows: 15), Size(columns: 200, rows: 50)] {
      model.receive(.resized(size))

      #expect(model.rowID == before)
      #expect(view(model).text.contains("▸"))
    }
  }

  @Test func `when the focused environment goes, no other one is focused, and that is said`() {
    var model = Model.sample(focus: 3)

    var fewer = Sample.configuration
    fewer.environments.removeLast()
    model.receive(.loaded(fewer, compare(fewer.environments, accepted: [])))

    #expect(model.focus == .all)
    #expect(model.footer == " prod is no longer declared; no environment is focused.")
  }

  @Test func `while another view is shown`() {
    var model = Model.sample()
    model.press("jd")

    var more = Sample.configuration
    for index in more.environments.indices {
      more.environments[index].services.insert(Service(name: "first"), at: 0)
    }
    model.receive(.loaded(more, Sample.matrix))
    model.press("<esc>")

    #expect(model.rowID == .service("quotes"))
  }

  @Test func `on the layer of an explained value`() {
    var model = Model.sample()
    model.press("d/logging<enter><enter>jjj")
    let before = model.rowID

    var fewer = Sample.configuration
    fewer.environments.removeFirst()
    model.receive(.loaded(fewer, compare(fewer.environments, accepted: [])))

    #expect(before != nil && model.rowID == before)
  }

  @Test func `on a problem, whatever is found beside it`() {
    var model = Model.sample()
    model.press("!j")
    #expect(model.rowID == .problem(Sample.tlsRule))

    var more = Sample.configuration
    more.diagnostics = [Diagnostic(.error, "YAML03", "logging.level is not a level")]
    model.receive(.loaded(more, Sample.matrix))

    #expect(model.rowID == .problem(Sample.tlsRule))
  }

  @Test func `on a check that is checked again`() {
    var model = Model.sample(focus: 3)
    model.press("c")
    model.receive(.healthArrived(Sample.sickReport))
    model.press("j")
    #expect(model.rowID == .check(environment: "prod", name: "migrations"))

    var other = Sample.sickReport
    other.results.swapAt(0, 1)
    model.receive(.healthArrived(other))

    #expect(model.rowID == .check(environment: "prod", name: "migrations"))
  }
}
