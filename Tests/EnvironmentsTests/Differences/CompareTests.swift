import Testing

@testable import Environments

struct `Comparing environments` {
  @Test func `one row for every key that any of them has, sorted`() {
    let dev = environment("dev", [setting("a"): .integer(1), setting("b"): .string("x")])
    let prod = environment("prod", [setting("b"): .string("y"), SettingKey(.env, "A"): .null])

    let matrix = compare([dev, prod])

    #expect(matrix.environments == ["dev", "prod"])
    #expect(matrix.listing == ["missing a: 1 -", "different b: x y", "missing A: - null"])
  }

  @Test func `how strictly rules look is no setting of the environment`() {
    let dev = environment(
      "dev",
      [
        setting("rules.HLT01.severity"): .string("warning"),
        setting("rules.HLT01.reason"): .string("It was so."),
      ])
    let prod = environment("prod", [setting("rules_of_the_house"): .string("none")])

    #expect(compare([dev, prod]).listing == [#"missing rules_of_the_house: - none"#])
  }

  @Test func `a variable that a missing env file may set is unknown, not missing`() {
    let key = SettingKey(.compose, "services.api.environment.A")
    let other = SettingKey(.compose, "services.web.environment.A")
    let dev = environment("dev", [key: .integer(1), other: .integer(1)])
    var prod = environment("prod", [:])
    prod.unknownParts = [
      UnknownPart(
        .below("services.api.environment."), "api.env is missing",
        at: Location(file: "compose.yaml", line: 3, column: 15))
    ]

    #expect(
      compare([dev, prod]).listing == [
        "different services.api.environment.A: 1 unknown: api.env is missing",
        "missing services.web.environment.A: 1 -",
      ])
  }

  @Test func `what is unknown is the same as nothing, not even as what is unknown, too`() {
    let key = SettingKey(.compose, "services.api.image")
    let secret = SettingKey(.secrets, "services.api.environment.PW")
    let dev = environment(
      "dev", [key: .unknown("TAG is not set"), secret: .unknown("X is not set")])
    let prod = environment(
      "prod", [key: .unknown("TAG is not set"), secret: .unknown("X is not set")])

    #expect(
      compare([dev, prod]).listing == [
        "different services.api.image: unknown: TAG is not set unknown: TAG is not set",
        "different services.api.environment.PW: unknown: X is not set unknown: X is not set",
      ])
  }

  @Test func `what an included file that is missing may declare is unknown, the rest is missing`() {
    let there = SettingKey(.compose, "services.api.user")
    let other = SettingKey(.compose, "services.web.user")
    let volume = SettingKey(.compose, "volumes.data.external")
    let dev = environment("dev", [there: .integer(1), other: .integer(2), volume: .bool(true)])
    var prod = environment("prod", [:])
    prod.services = [Service(name: "api")]
    prod.unknownParts = [UnknownPart(.undeclared, "gone.yaml is missing", at: nil)]

    #expect(
      compare([dev, prod]).listing == [
        "missing services.api.user: 1 -",
        "different services.web.user: 2 unknown: gone.yaml is missing",
        "different volumes.data.external: true unknown: gone.yaml is missing",
      ])
  }

  @Test func `types matter, and a difference of type alone can be read`() {
    let dev = environment("dev", [setting("port"): .integer(8080)])
    let prod = environment("prod", [setting("port"): .string("8080")])

    #expect(compare([dev, prod]).listing == [#"different port: 8080 "8080""#])
  }

  @Test func `amounts compare by value and the order of a map does not matter`() {
    let dev = environment(
      "dev",
      [
        setting("memory"): .bytes(Quantity(536_870_912, written: "512MiB")),
        setting("map"): .map(["a": .integer(1), "b": .integer(2)]),
      ])
    let prod = environment(
      "prod",
      [
        setting("memory"): .bytes(Quantity(536_870_912, written: "536870912")),
        setting("map"): .map(["b": .integer(2), "a": .integer(1)]),
      ])

    #expect(compare([dev, prod]).differences.isEmpty)
  }

  @Test func `targets that carry the name of their environment differ by name alone`() {
    let files = setting("target.compose_files")
    let dev = environment(
      "dev",
      [setting("target.project"): .string("shop-dev"), files: .list([.string("compose.dev.yml")])])
    let prod = environment(
      "prod",
      [
        setting("target.project"): .string("store-prod"),
        files: .list([.string("compose.prod.yml")]),
      ])

    #expect(compare([dev, prod]).differences.map(\.key.path) == ["target.project"])
  }

  @Test func `secrets are expected to differ, so equal secrets are reported`() {
    let dev = environment("dev", [setting("k"): secret("1"), setting("l"): secret("1")])
    let staging = environment("staging", [setting("k"): secret("2"), setting("l"): secret("2")])
    let prod = environment("prod", [setting("k"): secret("3"), setting("l"): secret("1")])

    let matrix = compare([dev, staging, prod])

    #expect(
      matrix.listing == [
        "same k: •••(1) •••(2) •••(3)", "same_secret l: •••(1) •••(2) •••(1)",
      ])
    #expect(matrix.rows[1].sharers(matrix.environments) == "dev and prod")
  }

  @Test func `a secret that one of them lacks is missing, one that is a text is different`() {
    let dev = environment("dev", [setting("k"): secret("1"), setting("l"): .string("")])
    let prod = environment("prod", [setting("l"): secret("1")])

    #expect(
      compare([dev, prod]).listing == ["missing k: •••(1) -", #"different l: "" •••(1)"#])
  }

  @Test func `what Compose supplied by itself has no origin`() {
    var dev = environment("dev", [setting("a"): .integer(1)])
    dev.settings[0].layerValues = [.init(.integer(1), Origin(layer: .compose))]

    #expect(compare([dev]).rows[0].cells == [Matrix.Cell(value: .integer(1), origin: nil)])
  }

  @Test func `settings that are not sorted are compared all the same`() {
    var dev = environment("dev", [setting("a"): .integer(1), setting("b"): .integer(2)])
    dev.settings.reverse()
    let prod = environment("prod", [setting("a"): .integer(1), setting("b"): .integer(2)])

    #expect(compare([dev, prod]).listing == ["same a: 1 1", "same b: 2 2"])
  }

  @Test func `changing one value changes exactly one row`() {
    let dev = environment("dev", [setting("a"): .integer(1), setting("b"): .integer(1)])
    let before = compare([
      dev, environment("prod", [setting("a"): .integer(1), setting("b"): .integer(1)]),
    ])
    let after = compare([
      dev, environment("prod", [setting("a"): .integer(1), setting("b"): .integer(2)]),
    ])

    #expect(zip(before.rows, after.rows).filter { $0 != $1 }.map(\.1.key.path) == ["b"])
  }

  @Test func `no environments have an empty matrix`() {
    #expect(compare([]).rows.isEmpty)
  }
}
