import Canvas
import Environments
import Testing

@testable import Console

struct `Ordering and narrowing rows` {
  @Test func `s goes from the declared order to names and to the worst, and back`() {
    var model = Model.sample(columns: 120, rows: 40)

    model.press("s")
    #expect(model.serviceNames == ["alertmanager", "api", "quotes"])
    #expect(view(model).line(0).hasPrefix(" triptych · trading   by name "))
    model.press("s")
    #expect(model.serviceNames == ["alertmanager", "quotes", "api"])
    #expect(view(model).line(0).hasPrefix(" triptych · trading   worst first "))
    model.press("s")
    #expect(model.serviceNames == ["api", "quotes", "alertmanager"])
    #expect(!view(model).line(0).contains("first"))
  }

  @Test func `the worst is that of the focused environment`() {
    var model = Model.sample(focus: 1)

    model.press("ss")

    #expect(model.serviceNames == ["api", "quotes", "alertmanager"])
    model.press("0")
    #expect(model.serviceNames == ["alertmanager", "quotes", "api"])
  }

  @Test func `the worst comes up when it happens, and the cursor stays on its service`() {
    var model = Model.sample()
    model.press("ss")
    #expect(model.rowID == .service("api"))

    var sick = Sample.statuses[2]
    sick.containers[0].health = .unhealthy
    sick.containers.removeLast()
    model.receive(.statusArrived([sick]))

    #expect(model.serviceNames == ["api", "quotes", "alertmanager"])
    #expect(model.rowID == .service("api"))
  }

  @Test func `f leaves the services and environments that are as they should be out`() {
    var model = Model.sample(columns: 120, rows: 40)

    model.press("f")

    #expect(model.serviceNames == ["quotes", "alertmanager"])
    #expect(model.columns == [1, 2])
    #expect(
      view(model).line(0).hasPrefix(
        " triptych · trading   only faults · 2 of 3 in 2 of 3 "))
  }

  @Test func `nothing at fault is said, and Esc shows what is there`() {
    var sound = Sample.configuration
    sound.violations = []
    var model = Model.after([
      .loaded(sound, Sample.matrix), .statusArrived(Array(Sample.statuses.prefix(2))),
    ])

    model.press("f")
    #expect(
      view(model).text.contains("No faults in 3 environments; Esc shows all."))
    model.press("<esc>")

    #expect(view(model).line(1).hasPrefix("┌ 1 dev · running 2/2 ─"))
  }

  @Test func `Esc takes back a step at a time: the filter, only faults, the view`() {
    var model = Model.sample()
    model.press("df/api<enter>")

    model.press("<esc>")
    #expect(model.filter.isEmpty && model.content.onlyFaults)
    model.press("<esc>")
    #expect(!model.content.onlyFaults && model.place == .differences)
    model.press("<esc>")
    #expect(model.place == .overview)
  }

  @Test func `f among the differences leaves the accepted ones out`() {
    var model = Model.sample()

    model.press("df")

    #expect(view(model).line(1).hasPrefix("┌ 9 differences, 1 accepted · only faults · 9 of 10 ─"))
    #expect(!view(model).text.contains("API_PORT"))
  }

  @Test func `f among the problems leaves the warnings out`() {
    var model = Model.sample()

    model.press("!f")

    #expect(view(model).line(1).hasPrefix("┌ 2 problems · only faults · 1 of 2 ─"))
    #expect(!view(model).text.contains("API04"))
  }

  @Test func `z groups the differences by file, by service, and not at all`() {
    var model = Model.sample(focus: 2)

    model.press("dz")
    #expect(
      model.groups == [
        "configs/environment/staging.yaml", "set by no file", "docker/.env.staging",
        "docker/docker-compose.staging.yml",
      ])
    #expect(view(model).line(1).hasPrefix("┌ 9 differences, 1 accepted · by file ─"))
    model.press("z")
    #expect(model.groups == ["api", "of no service", "quotes"])
    #expect(view(model).text.contains("│ deploy.replicas "))
    model.press("z")
    #expect(model.groups == [])
    model.press("z")
    #expect(model.groups == ["settings", ".env files", "Compose"])
  }

  @Test func `Space folds the group of the selected row, Enter or Space bring it back`() {
    var model = Model.sample()
    model.press("djj")

    model.press("<space>")
    #expect(view(model).line(3).hasPrefix("│▸settings · 7 folded ─"))
    #expect(view(model).line(4).hasPrefix("│ .env files · 1 ─"))
    model.press("<enter>")
    #expect(model.rowID == .setting(SettingKey(.settings, "api.auth.mode")))
    model.press("<space><space>")
    #expect(model.rowCount == 13)
  }

  @Test func `the arrangement is each view's own and outlives a reload`() {
    var model = Model.sample()
    model.press("sd<space>")

    model.receive(.loaded(Sample.configuration, Sample.matrix))

    #expect(view(model).line(3).hasPrefix("│▸settings · 7 folded ─"))
    model.press("<esc>")
    #expect(model.serviceNames == ["alertmanager", "api", "quotes"])
  }

  @Test func `there is nothing to fold where nothing is grouped, and that is said`() {
    var model = Model.sample()

    model.press("dzzz<space>")

    #expect(model.footer == " There is no group to fold on this row.")
  }
}

extension Model {
  fileprivate var serviceNames: [String] {
    overviewRows.compactMap {
      if case .service(let row) = $0 { catalog.services[row].name } else { nil }
    }
  }

  fileprivate var groups: [String] {
    differenceRows.compactMap { if case .group(let name, _, _) = $0 { name } else { nil } }
  }
}
