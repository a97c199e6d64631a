import Environments
import Loading
import Testing

struct `Accepted differences` {
  private func loaded(_ file: String) -> Configuration {
    Project([
      "configs/environment/base.yaml": "schema_version: 1",
      "configs/environment/dev.yaml": "target: {project: dev}\nlogging: {level: debug}",
      "configs/environment/prod.yaml": "target: {project: prod}\nlogging: {level: error}",
      "configs/accepted-differences.yaml": file,
    ]).loaded()
  }

  @Test func `an entry says what may differ, where and why`() {
    let configuration = loaded(
      """
      - key: logging.level
        source: settings
        environments: [dev, prod]
        reason: Less in production.
        values: {dev: debug, prod: error}
      """)

    #expect(text(configuration.diagnostics) == "")
    #expect(
      configuration.accepted == [
        AcceptedDifference(
          key: SettingKey(.settings, "logging.level"), environments: ["dev", "prod"],
          reason: "Less in production.", values: ["dev": "debug", "prod": "error"],
          location: Location(file: "configs/accepted-differences.yaml", line: 1, column: 3))
      ])
  }

  @Test func `every entry that cannot be used is told`() {
    let configuration = loaded(
      """
      - key: a
        source: setting
        environments: [dev, pro]
        reson: x
      - key: [b]
        source: env
        environments: [dev]
        reason: y
        values: z
      - c
      """)

    #expect(
      text(configuration.diagnostics) == """
        configs/accepted-differences.yaml:1:3: error: an accepted difference needs a reason [ACC03]
        configs/accepted-differences.yaml:2:11: error: source: expected one of settings, env, compose, secrets [ACC03]
          hint: did you mean settings?
        configs/accepted-differences.yaml:3:23: error: there is no environment pro [ACC03]
          hint: did you mean prod?
        configs/accepted-differences.yaml:4:3: error: an accepted difference has no key reson [ACC03]
          hint: did you mean reason?
        configs/accepted-differences.yaml:5:8: error: key: expected text, found a list [ACC03]
        configs/accepted-differences.yaml:7:17: error: a difference needs two environments or more [ACC03]
        configs/accepted-differences.yaml:10:3: error: an accepted difference must be a map [ACC03]
          hint: key, source, environments, reason, values
        """)
    #expect(configuration.accepted.isEmpty)
  }

  @Test func `values belong to one key`() {
    let configuration = loaded(
      """
      - key: logging.*
        source: settings
        environments: [dev, prod]
        reason: Less in production.
        values: {dev: debug}
      """)

    #expect(
      text(configuration.diagnostics) == """
        configs/accepted-differences.yaml:5:11: error: values needs one key, but logging.* matches many [ACC03]
          hint: leave them out, or write an entry for each key
        """)
    #expect(configuration.accepted.isEmpty)
  }

  @Test func `a file that is not a list is reported, and an empty one is valid`() {
    #expect(
      text(loaded("a: b").diagnostics)
        == "configs/accepted-differences.yaml:1:1: error: the file must hold a list of accepted differences [ACC03]"
    )
    #expect(text(loaded("").diagnostics) == "")
  }
}
