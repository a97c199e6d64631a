import Testing

@testable import Environments

struct `Accepting the difference of a key` {
  private let dev = environment(
    "dev",
    [
      setting("level"): .string("debug"), setting("port"): .integer(1),
      setting("same"): .bool(true),
      setting("token"): secret("1"),
    ])
  private let prod = environment(
    "prod",
    [
      setting("level"): .string("error"), setting("same"): .bool(true),
      setting("token"): secret("1"),
      setting("url"): .unknown("HOST is not set"),
    ])

  @Test func `the entry has the present values`() throws {
    #expect(
      try acceptance("level")
        == Acceptance(
          key: setting("level"), environments: ["dev", "prod"], reason: "It is meant to.",
          values: ["dev": "debug", "prod": "error"]))
  }

  @Test func `a missing value is left out, and accepted all the same`() throws {
    let entry = try acceptance("port")

    #expect(entry.values == ["dev": "1"])
    #expect(isAccepted("port", by: entry))
  }

  @Test func `a fingerprint is never written, because it means nothing elsewhere`() throws {
    let entry = try acceptance("token")

    #expect(entry.values == nil)
    #expect(isAccepted("token", by: entry))
  }

  @Test func `values that are too long for an entry are left out`() throws {
    let long = environment("prod", [setting("level"): .string(String(repeating: "x", count: 1000))])

    #expect(try acceptance("level", of: [dev, long]).values == nil)
  }

  @Test func `an entry that lapsed is replaced, with all environments of both`() throws {
    let staging = environment("staging", [setting("level"): .string("info")])
    let lapsed = accepted(setting("level"), ["dev", "staging"], values: ["dev": "trace"])

    let entry = try acceptance(
      "level", of: [dev, staging, prod], between: [dev, prod], accepted: [lapsed])

    #expect(
      entry
        == Acceptance(
          key: setting("level"), environments: ["dev", "staging", "prod"],
          reason: "It is meant to.",
          values: ["dev": "debug", "staging": "info", "prod": "error"], replaced: lapsed.location))
  }

  @Test(arguments: [
    ("same", "same does not differ."), ("none", "No environment has a settings key none."),
    ("url", "The value of url in prod is unknown: HOST is not set."),
  ])
  func `what cannot be accepted is refused with the reason`(path: String, reason: String) {
    #expect(throws: AcceptanceRefusal.self) { try acceptance(path) }
    do { _ = try acceptance(path) } catch { #expect("\(error)" == reason) }
  }

  @Test func `what is accepted already needs no entry`() {
    let entry = accepted(setting("level"), ["dev", "prod"])

    do {
      _ = try acceptance("level", accepted: [entry])
      Issue.record("it was not refused")
    } catch {
      #expect("\(error)" == "level is accepted already: it is meant to")
      #expect((error as? AcceptanceRefusal)?.isNeedless == true)
    }
  }

  @Test func `a key that reads as a pattern is left to a hand`() {
    let one = environment("one", [setting("routes.*.port"): .integer(1)])
    let other = environment("other", [setting("routes.*.port"): .integer(2)])

    do {
      _ = try acceptance("routes.*.port", of: [one, other])
      Issue.record("it was not refused")
    } catch {
      #expect(
        "\(error)"
          == "routes.*.port contains *, which stands for many keys in an entry. Write the entry by hand."
      )
    }
  }

  @Test func `a value that Compose has not resolved is not accepted`() {
    let environments = ["one", "other"].map {
      environment($0, [SettingKey(.compose, "name"): .string($0)])
    }
    let configuration = Configuration(environments: environments)

    do {
      _ = try configuration.acceptance(
        of: SettingKey(.compose, "name"), in: compare(environments), reason: "x")
      Issue.record("it was not refused")
    } catch {
      #expect("\(error)" == "Compose has not resolved one, so its value of name is not known.")
    }
  }

  private func acceptance(
    _ path: String, of all: [Environment]? = nil, between chosen: [Environment]? = nil,
    accepted: [AcceptedDifference] = []
  ) throws -> Acceptance {
    let all = all ?? [dev, prod]
    let configuration = Configuration(environments: all, accepted: accepted)
    return try configuration.acceptance(
      of: setting(path), in: compare(chosen ?? all, accepted: accepted), reason: "It is meant to.")
  }

  private func isAccepted(_ path: String, by acceptance: Acceptance) -> Bool {
    let entry = AcceptedDifference(
      key: acceptance.key, environments: acceptance.environments, reason: acceptance.reason,
      values: acceptance.values, location: Location(file: "x", line: 1, column: 1))
    return compare([dev, prod], accepted: [entry]).rows
      .first { $0.key == setting(path) }?.accepted == acceptance.reason
  }
}
