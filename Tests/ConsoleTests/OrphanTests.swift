import Canvas
import Environments
import Testing

@testable import Console

struct `What runs without a declaration` {
  @Test(arguments: [(80, 24), (120, 40)])
  func `is a row of the overview`(columns: Int, rows: Int) throws {
    let model = Model.sample(columns: columns, rows: rows, extra: [.statusArrived([Self.dev])])

    try expectScreen(model, "orphans-\(columns)x\(rows)")
  }

  @Test func `leaves the overview when it is gone, and the cursor stays on its row`() {
    var model = Model.sample(extra: [.statusArrived([Self.dev])])

    model.press("jjjjj")
    let before = model.selectedRow
    model.receive(.statusArrived([Sample.statuses[0]]))

    #expect(before == .problemCount)
    #expect(model.selectedRow == .problemCount)
    #expect(!view(model).text.contains("dbg"))
  }

  @Test func `is told in the row of a service that only others declare`() {
    var status = Sample.statuses[0]
    status.containers.append(Sample.container("alertmanager", "dev"))

    let model = Model.sample(columns: 120, rows: 40, extra: [.statusArrived([status])])

    let line = view(model).text.split(separator: "\n").first { $0.contains("alertmanager") }
    #expect(line?.contains("● healthy, orphan") == true)
  }

  @Test func `is looked into like a service`() {
    var model = Model.sample(focus: 1, extra: [.statusArrived([Self.dev])])

    model.press("jjj")

    #expect(model.press("i") == [.world(.inspect(environment: "dev", service: "dbg"))])
  }

  @Test func `is found by a filter, also by its word`() {
    var model = Model.sample(extra: [.statusArrived([Self.dev])])

    model.press("/orphan<enter>")

    let text = view(model).text
    #expect(text.contains("dbg") && text.contains("trading-dev"))
    #expect(!text.contains("alertmanager"))
  }

  private static var dev: EnvironmentStatus {
    var status = Sample.statuses[0]
    status.containers += [
      Sample.container("dbg", "dev"),
      ContainerStatus(
        id: "r1", name: "trading-dev-quotes-run-0f3a", service: "trading-dev-quotes-run-0f3a",
        state: .exited(code: 1)),
    ]
    return status
  }
}
