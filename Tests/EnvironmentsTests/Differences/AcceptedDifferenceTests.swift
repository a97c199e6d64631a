import Testing

@testable import Environments

struct `Accepting differences` {
  private let dev = environment("dev", [setting("level"): .string("debug")])
  private let staging = environment("staging", [setting("level"): .string("info")])
  private let prod = environment("prod", [setting("level"): .string("warning")])

  @Test func `an accepted difference stays a difference and is not open`() {
    let matrix = compare(
      [dev, prod], accepted: [accepted(setting("level"), ["dev", "prod"])])

    #expect(matrix.listing == ["different level: debug warning (it is meant to)"])
    #expect(matrix.rows.filter(\.isOpen).isEmpty)
  }

  @Test func `every pair that differs needs its acceptance`() {
    let matrix = compare(
      [dev, staging, prod], accepted: [accepted(setting("level"), ["dev", "prod"])])

    #expect(matrix.listing == ["different level: debug info warning"])
  }

  @Test func `several entries can cover a row together`() {
    let pairs = [["dev", "prod"], ["dev", "staging"], ["staging", "prod"]]

    let matrix = compare(
      [dev, staging, prod], accepted: pairs.map { accepted(setting("level"), $0) })

    #expect(matrix.rows.filter(\.isOpen).isEmpty)
  }

  @Test func `a pattern finds its keys, however they are sorted beside others`() {
    let entry = accepted(setting("labels.e\u{301}.*"), ["dev", "prod"])
    var configuration = Configuration(
      environments: ["dev", "prod"].map { name in
        environment(
          name,
          [setting("labels.\u{e9}.a"): .string("x"), setting("labels.e\u{301}.b"): .string(name)])
      }, accepted: [entry])

    let found = configuration.acceptedDifferencesThatLapsed
    configuration.accepted = [accepted(setting("labels.*.c"), ["dev", "prod"])]
    let missed = configuration.acceptedDifferencesThatLapsed

    #expect(found == [])
    #expect(missed.map(\.code) == ["ACC01"])
  }

  @Test func `an entry with values lapses when one of them changes`() {
    let entry = accepted(
      setting("level"), ["dev", "prod"], values: ["dev": "debug", "prod": "warning"])
    let moved = environment("prod", [setting("level"): .string("error")])

    #expect(compare([dev, prod], accepted: [entry]).rows[0].accepted == "it is meant to")
    #expect(compare([dev, moved], accepted: [entry]).rows[0].accepted == nil)
  }

  @Test func `a missing value and a shared secret can be accepted`() {
    let one = environment("one", [setting("a"): .null, setting("k"): secret("1")])
    let other = environment("other", [setting("k"): secret("1")])
    let entries = ["a", "k"].map { accepted(setting($0), ["one", "other"]) }

    #expect(
      compare([one, other], accepted: entries).listing == [
        "missing a: null - (it is meant to)", "same_secret k: •••(1) •••(1) (it is meant to)",
      ])
  }

  @Test func `a star matches one part, or all remaining parts at the end`() {
    let keys = ["api.port", "api.tls.key", "api.tls.min.version", "db.port", "apiary.port"]
    func matched(_ pattern: String) -> [String] {
      keys.filter { accepted(setting(pattern), ["dev", "prod"]).concerns(setting($0)) }
    }

    #expect(matched("*.port") == ["api.port", "db.port", "apiary.port"])
    #expect(matched("api.*") == ["api.port", "api.tls.key", "api.tls.min.version"])
    #expect(matched("*.tls.*") == ["api.tls.key", "api.tls.min.version"])
    #expect(matched("api.*.key") == ["api.tls.key"])
    #expect(matched("api.port") == ["api.port"])
    #expect(!accepted(setting("api.*"), []).concerns(SettingKey(.env, "api.port")))
  }

  @Test func `a pattern accepts every key that it matches, but never a shared secret`() {
    let one = environment("one", [setting("a.x"): .null, setting("a.k"): secret("1")])
    let other = environment("other", [setting("a.k"): secret("1")])

    let matrix = compare(
      [one, other], accepted: [accepted(setting("a.*"), ["one", "other"])])

    #expect(
      matrix.listing == [
        "same_secret a.k: •••(1) •••(1)", "missing a.x: null - (it is meant to)",
      ])
  }

  @Test func `a pattern that accepts nothing is reported`() {
    let same = environment(
      "same", [setting("level"): .string("debug"), setting("a.b"): .string("1")])
    let configuration = Configuration(
      environments: [dev, same],
      accepted: [
        accepted(setting("a.*"), ["dev", "same"]), accepted(setting("b.*"), ["dev", "same"]),
        accepted(setting("*"), ["dev", "same"]), accepted(setting("*"), ["dev"]),
      ])

    #expect(
      configuration.acceptedDifferencesThatLapsed.map(\.message) == [
        "b.* is accepted as different, but matches no settings key",
        "* is accepted as different, but no key that it matches differs",
      ])
  }

  @Test func `an entry about a secret that does not exist yet is kept`() {
    var one = environment("one", [:])
    one.composeState = .resolved
    one.declaredSecrets = [DeclaredSecret("token", .token)]
    var other = environment("other", [:])
    other.composeState = .resolved
    let entries = ["token", "*", "tokken"].map {
      accepted(SettingKey(.secrets, $0), ["one", "other"])
    }

    let lapsed = Configuration(environments: [one, other], accepted: entries)
      .acceptedDifferencesThatLapsed

    #expect(
      lapsed.map(\.message) == ["tokken is accepted as different, but there is no such secrets key"]
    )
  }

  @Test func `an entry that matches nothing is reported`() {
    let configuration = Configuration(
      environments: [dev, prod],
      accepted: [
        accepted(setting("level"), ["dev", "prod"]), accepted(setting("levle"), ["dev", "prod"]),
        accepted(setting("level"), ["dev"]),
      ])

    #expect(
      configuration.acceptedDifferencesThatLapsed.map(\.description) == [
        """
        configs/accepted-differences.yaml:1:3: warning: levle is accepted as different, but there is no such settings key [ACC01]
          hint: remove the entry
        """,
        """
        configs/accepted-differences.yaml:1:3: warning: level is accepted as different, but does not differ [ACC01]
          hint: remove the entry
        """,
      ])
  }

  @Test func `an entry whose values changed is reported`() {
    let entry = accepted(
      setting("level"), ["dev", "prod"], values: ["dev": "debug", "prod": "info"])
    let configuration = Configuration(environments: [dev, prod], accepted: [entry])

    #expect(
      configuration.acceptedDifferencesThatLapsed.map(\.description) == [
        """
        configs/accepted-differences.yaml:1:3: warning: the accepted difference of level has lapsed: prod has warning instead of info [ACC02]
          hint: when the new values are intended: triptych accept settings:level --reason …
        """
      ])
  }

  @Test func `an entry about Compose waits for the resolved model`() {
    let entry = accepted(SettingKey(.compose, "services.api.image"), ["dev", "prod"])
    var configuration = Configuration(environments: [dev, prod], accepted: [entry])

    #expect(configuration.acceptedDifferencesThatLapsed.isEmpty)

    configuration.environments[0].composeState = .resolved
    configuration.environments[1].composeState = .resolved

    #expect(configuration.acceptedDifferencesThatLapsed.map(\.code) == ["ACC01"])
  }
}
