import Environments
import Testing

@testable import Console

struct `Acting on files that are not trusted` {
  @Test(arguments: ["U", "X", "R"])
  func `asks first whether Compose may read what lies outside of the repository`(key: String) {
    var model = untrusted(["/any/file"])

    #expect(model.press(key) == [])

    let text = view(model).text
    #expect(text.contains("Trust the files of dev?"))
    #expect(text.contains("compose.yaml:4:15: /any/file: it "))
    #expect(
      model.press("<right><enter>") == [.world(.trust(environment: "dev", readings(["/any/file"])))]
    )
    #expect(model.dialogs == [])
  }

  @Test func `a No trusts nothing`() {
    var model = untrusted(["/any/file"])

    model.press("U")

    #expect(model.press("<enter>") == [])
    #expect(model.dialogs == [])
  }

  @Test func `more than can be read at once is left to the command that lists it`() {
    var model = untrusted((1...9).map { "/any/file\($0)" })

    #expect(model.press("U") == [.world(.makePlan(.launch, environment: "dev"))])
  }

  private func untrusted(_ paths: [String]) -> Model {
    var configuration = Sample.configuration
    configuration.environments[0].outsideReadings = readings(paths)
    configuration.environments[0].obstacle = "Compose is not asked"
    return .sample(columns: 120, focus: 1, extra: [.loaded(configuration, Sample.matrix)])
  }

  private func readings(_ paths: [String]) -> [OutsideReading] {
    paths.map {
      OutsideReading(
        words: "it lies outside the repository", path: $0,
        location: Location(file: "compose.yaml", line: 4, column: 15))
    }
  }
}
