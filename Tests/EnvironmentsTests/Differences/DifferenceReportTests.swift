import Testing

@testable import Environments

struct `Printing differences` {
  private let dev = environment(
    "dev",
    [
      setting("api.debug"): .bool(true), setting("api.origins"): .list([.string("*")]),
      setting("name"): .string("same"), SettingKey(.env, "API_PORT"): .string("18080"),
      SettingKey(.secrets, "exchange_key"): secret("ab12"),
    ])
  private let prod = environment(
    "prod",
    [
      setting("api.debug"): .bool(false), setting("name"): .string("same"),
      SettingKey(.env, "API_PORT"): .string("38080"),
      SettingKey(.secrets, "exchange_key"): secret("ab12"),
    ])

  @Test func `a table grouped by source, with what is accepted and what is suspicious`() {
    let matrix = compare(
      [dev, prod], accepted: [accepted(SettingKey(.env, "API_PORT"), ["dev", "prod"])])

    #expect(
      DifferenceReport(matrix).text(listsAccepted: true) { $0 } == """
                        dev        prod
        settings
          api.debug     true       false
          api.origins   [*]        (missing)
        env
          API_PORT      18080      38080      accepted: it is meant to
        secrets
          exchange_key  •••(ab12)  •••(ab12)  one secret in dev and prod

        4 differences between dev and prod, 1 of them accepted.
        """)
  }

  @Test func `what is accepted is only counted, unless it is asked for`() {
    let ports = [accepted(SettingKey(.env, "API_PORT"), ["dev", "prod"])]
    let open = [setting("debug"): Value.bool(true), SettingKey(.env, "API_PORT"): .string("1")]
    let other = [setting("debug"): Value.bool(false), SettingKey(.env, "API_PORT"): .string("2")]
    let same = [setting("debug"): Value.bool(true), SettingKey(.env, "API_PORT"): .string("2")]

    #expect(
      DifferenceReport(
        compare([environment("dev", open), environment("prod", other)], accepted: ports)
      ).text == """
                 dev   prod
        settings
          debug  true  false

        1 open difference between dev and prod.
        1 accepted difference not shown; --accepted shows it.
        """)
    #expect(
      DifferenceReport(
        compare([environment("dev", open), environment("prod", same)], accepted: ports)
      ).text == """
        No open differences between dev and prod.
        1 accepted difference not shown; --accepted shows it.
        """)
  }

  @Test func `a cell is masked before the columns are aligned`() {
    let matrix = compare([
      environment("dev", [setting("long-name"): .string("a"), setting("b"): .bool(true)]),
      environment("prod", [setting("long-name"): .string("c"), setting("b"): .bool(false)]),
    ])

    #expect(
      DifferenceReport(matrix).text { $0.replacing("long-name", with: "•••") } == """
               dev   prod
        settings
          b    true  false
          •••  a     c

        2 differences between dev and prod.
        """)
  }

  @Test func `no differences are a sentence`() {
    #expect(
      DifferenceReport(Matrix(environments: ["dev", "staging", "prod"], rows: [])).text
        == "No differences between dev, staging and prod.")
  }

  @Test func `one environment differs from nothing`() {
    let report = DifferenceReport(
      Matrix(environments: ["dev"], rows: []), firstStep: "Name another one: triptych diff dev prod"
    )

    let sentence =
      "There is nothing to compare dev with. Name another one: triptych diff dev prod"
    #expect(report.text == sentence)
    #expect(report.markdown() == sentence + "\n")
  }

  @Test func `long values are cut and controls are spelled out`() {
    let long = environment("long", [setting("a"): .string(String(repeating: "x", count: 50))])
    let wild = environment("wild", [setting("a"): .string("\u{1b}[2J\n")])

    #expect(
      DifferenceReport(compare([long, wild])).text == """
             long                                      wild
        settings
          a  xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx…  \\u{1b}[2J\\n

        1 difference between long and wild.
        """)
  }

  @Test func `the JSON has every difference with its origins, types kept`() {
    let matrix = compare(
      [
        environment(
          "dev", [setting("port"): .integer(8080), SettingKey(.secrets, "k"): secret("ab")]),
        environment("prod", [SettingKey(.secrets, "k"): secret("ab")]),
      ], accepted: [accepted(setting("port"), ["dev", "prod"])])

    #expect(
      DifferenceReport(matrix).json == """
        {
          "differences" : [
            {
              "accepted" : "it is meant to",
              "key" : "port",
              "kind" : "missing",
              "source" : "settings",
              "values" : {
                "dev" : {
                  "origin" : {
                    "column" : 3,
                    "file" : "configs/environment/dev.yaml",
                    "layer" : "environment",
                    "line" : 1
                  },
                  "value" : 8080
                }
              }
            },
            {
              "key" : "k",
              "kind" : "same_secret",
              "source" : "secrets",
              "values" : {
                "dev" : {
                  "fingerprint" : "ab",
                  "origin" : {
                    "column" : 3,
                    "file" : "configs/environment/dev.yaml",
                    "layer" : "environment",
                    "line" : 2
                  }
                },
                "prod" : {
                  "fingerprint" : "ab",
                  "origin" : {
                    "column" : 3,
                    "file" : "configs/environment/prod.yaml",
                    "layer" : "environment",
                    "line" : 1
                  }
                }
              }
            }
          ],
          "environments" : [
            "dev",
            "prod"
          ],
          "schema_version" : 1
        }
        """)
  }

  @Test func `every kind of value keeps its type in JSON`() {
    let value = Value.list([
      .null, .bool(true), .integer(1), .decimal(0.5), .decimal(.infinity), .string("a/b"),
      .bytes(Quantity(1024, written: "1KiB")), .duration(Quantity(1000, written: "1s")),
      .map(["b": .integer(2), "a": .integer(1)]), secret("ab"),
    ])

    #expect(
      JSONValue(value).text == """
        [
          null,
          true,
          1,
          0.5,
          "inf",
          "a/b",
          "1KiB",
          "1s",
          {
            "a" : 1,
            "b" : 2
          },
          "ab"
        ]
        """)
    #expect(JSONValue(nil as Origin?) == .null)
  }
}
