import Canvas
import Environments
import Testing

@testable import Console

struct `Filtering` {
  @Test func `takes several words as and, in any order`() {
    let filter = Filter("level api")

    #expect(filter.matches("api.log.level"))
    #expect(!filter.matches("api.log.format"))
  }

  @Test func `leaves out what a word after an exclamation mark is in`() {
    let filter = Filter("api !level")

    #expect(filter.matches("api.log.format"))
    #expect(!filter.matches("api.log.level"))
  }

  @Test func `minds the case only of a word with a capital`() {
    #expect(Filter("port").matches("API_PORT"))
    #expect(Filter("PORT").matches("API_PORT"))
    #expect(!Filter("Port").matches("API_PORT"))
    #expect(Filter("größe").matches("GRÖSSE größe"))
  }

  @Test func `takes a sign alone for the beginning of a word`() {
    #expect(Filter("! @ !@").matches("anything"))
    #expect(Filter("! @ !@").takes(environment: "dev"))
  }

  @Test func `names environments after an at sign, one of them is enough`() {
    let filter = Filter("@dev @prod !@eu")

    #expect(filter.takes(environment: "us-dev"))
    #expect(filter.takes(environment: "us-prod"))
    #expect(!filter.takes(environment: "eu-prod"))
    #expect(!filter.takes(environment: "us-staging"))
    #expect(filter.takesAllRows)
  }

  @Test func `finds a difference by a value`() {
    var model = Model.sample()

    model.press("d/staging.example")

    #expect(
      model.differenceRows == [.group("settings", count: 1, isFolded: false), .difference(1)])
  }

  @Test func `finds a service by its state`() {
    var model = Model.sample()

    model.press("/unhealthy")

    #expect(model.overviewRows == [.service(2), .problemCount])
  }

  @Test func `keeps the columns of the environments that are named`() {
    var model = Model.sample(columns: 120, rows: 40)

    model.press("/@prod<enter>")

    #expect(view(model).line(1).hasPrefix("┌ 3 prod ⊘ protected · degraded 1/3 ─"))
    #expect(view(model).line(0).contains("1 of 3 environments"))
    model.press("<esc>")
    #expect(view(model).line(1).hasPrefix("┌ 1 dev"))
  }

  @Test func `shows a focused environment whatever the filter says`() {
    var model = Model.sample(columns: 120, rows: 40)

    model.press("/@prod<enter>1")

    #expect(view(model).line(1).hasPrefix("┏ 1 dev · running 2/2 ━"))
    #expect(view(model).line(1).contains("┌ 3 prod"))
    model.press("0")
    #expect(!view(model).line(1).contains("1 dev"))
  }

  @Test func `says that no environment has the name`() {
    var model = Model.sample()

    model.press("/@qa<enter>")

    #expect(view(model).text.contains("No environment matches @qa; Esc clears the filter."))
  }

  @Test func `compares the named environments among themselves`() {
    var model = Model.sample(columns: 120, rows: 40)

    model.press("d/@dev @staging<enter>")

    let row = view(model).text.split(separator: "\n").first { $0.contains("logging.level") }
    #expect(row?.contains("≠ debug ") == true && row?.contains("≠ info ") == true)
    #expect(!view(model).text.contains("api.auth.mode"))
    model.press("a")
    #expect(view(model).text.contains("api.auth.mode"))
  }

  @Test func `unfolds what it found`() {
    var model = Model.sample()
    model.press("d<space>")

    model.press("/level<enter>")
    #expect(model.rowID == .setting(SettingKey(.settings, "logging.level")))
    model.press("<space>")
    #expect(model.footer == " Matches of the filter cannot be folded.")
    model.press("<esc>")

    #expect(view(model).line(3).hasPrefix("│▸settings · 7 folded ─"))
  }

  @Test func `counts the matches while they are typed`() {
    var model = Model.sample()

    model.press("/log")

    #expect(model.footer.contains("1 of 13   Enter keeps it"))
  }

  @Test func `marks what it found in the rows`() {
    var model = Model.sample()

    model.press("/sync<enter>")

    let frame = view(model)
    let row = (0..<24).first { frame.line($0).contains("db sync") } ?? 0
    #expect(frame[2, row].style != .key)
    #expect(frame[5, row].style.role == .key && frame[8, row].style.role == .key)
  }
}
