import Canvas
import Environments
import Testing

@testable import Console

struct `The screens` {
  static let sizes = [(60, 15), (80, 24), (120, 40), (200, 50)]

  @Test(arguments: sizes)
  func `show the overview at every size`(columns: Int, rows: Int) throws {
    let model = Model.sample(columns: columns, rows: rows)

    try expectScreen(model, "overview-\(columns)x\(rows)")
  }

  @Test func `name the images that were chosen on this checkout`() throws {
    var configuration = Sample.configuration
    let choice = Origin(
      layer: .envFile, location: Location(file: LocalImages.file, line: 1, column: 1))
    for index in configuration.environments.indices.dropFirst() {
      let key = SettingKey(.compose, "services.quotes.image")
      configuration.environments[index].settings.append(
        Setting(
          key,
          layerValues: [
            .init(.string("local:1"), Origin(layer: .compose), variables: [choice])
          ]))
      configuration.environments[index].settings.sort { $0.key < $1.key }
    }

    let model = Model.sample(extra: [
      .loaded(configuration, compare(configuration.environments, accepted: Sample.accepted))
    ])

    try expectScreen(model, "images-80x24")
  }

  @Test(arguments: sizes)
  func `show the differences at every size`(columns: Int, rows: Int) throws {
    var model = Model.sample(columns: columns, rows: rows)

    model.press("dj")

    try expectScreen(model, "differences-\(columns)x\(rows)")
  }

  @Test(arguments: sizes)
  func `explain a value at every size`(columns: Int, rows: Int) throws {
    var model = Model.sample(columns: columns, rows: rows)

    model.press("dG<up><enter>")

    try expectScreen(model, "explanation-\(columns)x\(rows)")
  }

  @Test(arguments: sizes)
  func `say what a key is for`(columns: Int, rows: Int) throws {
    var model = Model.sample(columns: columns, rows: rows)

    model.press("d/cors<enter>j<enter>")

    try expectScreen(model, "meaning-\(columns)x\(rows)")
  }

  @Test(arguments: sizes)
  func `show health at every size`(columns: Int, rows: Int) throws {
    var model = Model.sample(columns: columns, rows: rows)

    model.press("c")
    model.receive(.healthArrived(Sample.sickReport))
    model.receive(.healthArrived(Sample.healthyReport))
    model.press("jj")

    try expectScreen(model, "health-\(columns)x\(rows)")
  }

  @Test(arguments: sizes)
  func `list the problems at every size`(columns: Int, rows: Int) throws {
    var model = Model.sample(columns: columns, rows: rows)

    model.press("!")

    try expectScreen(model, "problems-\(columns)x\(rows)")
  }

  @Test(arguments: sizes)
  func `list the keys at every size`(columns: Int, rows: Int) throws {
    var model = Model.sample(columns: columns, rows: rows)

    model.press("?")

    try expectScreen(model, "help-\(columns)x\(rows)")
  }

  @Test(arguments: sizes)
  func `ask for the name of a protected environment at every size`(
    columns: Int, rows: Int
  ) throws {
    var model = Model.sample(columns: columns, rows: rows, focus: 3)

    model.press("U")
    model.receive(.planArrived(Sample.plan))
    model.press("pr")

    try expectScreen(model, "plan-\(columns)x\(rows)")
  }

  @Test(arguments: sizes)
  func `show the progress of a launch at every size`(columns: Int, rows: Int) throws {
    var model = Model.sample(columns: columns, rows: rows, focus: 3)

    model.receive(.progressed(Sample.progress))

    try expectScreen(model, "progress-\(columns)x\(rows)")
  }

  @Test(arguments: sizes)
  func `keep a failure until it is read at every size`(columns: Int, rows: Int) throws {
    var model = Model.sample(columns: columns, rows: rows)

    model.receive(.ended(Sample.failure))

    try expectScreen(model, "failure-\(columns)x\(rows)")
  }

  @Test(arguments: sizes)
  func `mark what is stale at every size`(columns: Int, rows: Int) throws {
    var model = Model.sample(columns: columns, rows: rows)

    model.receive(.statusArrived(Sample.troubledStatuses))
    model.receive(.ticked(now: Sample.now + 42, utcOffsetMinutes: 330))

    try expectScreen(model, "stale-\(columns)x\(rows)")
  }
}
