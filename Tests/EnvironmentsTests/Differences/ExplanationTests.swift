import Testing

@testable import Environments

struct `Explaining a value` {
  private let environment: Environment = {
    var prod = EnvironmentsTests.environment("prod", [setting("logging.level"): .string("warning")])
    let base = Location(file: "configs/environment/base.yaml", line: 60, column: 10)
    prod.settings[0].layerValues =
      [
        .init(.string("info"), Origin(layer: .builtIn)),
        .init(.string("debug"), Origin(layer: .base, location: base)),
      ] + prod.settings[0].layerValues
      + [.init(.string("error"), Origin(layer: .commandLine))]
    prod.settings[0].meaning = "The least severe message that is logged."
    return prod
  }()

  @Test func `the winner comes first, then the losers, each with its position`() throws {
    let explanation = try #require(explain(environment, setting("logging.level")))

    #expect(
      explanation.text == """
        logging.level (settings) of prod
          The least severe message that is logged.
          wins        error    --set on the command line
          overridden  warning  configs/environment/prod.yaml:1:3 (environment)
          overridden  debug    configs/environment/base.yaml:60:10 (base)
          overridden  info     built-in default
        """)
  }

  @Test func `a default that follows from the tier says where the tier is`() throws {
    var one = EnvironmentsTests.environment("one", [setting("environment.protected"): .bool(true)])
    let tier = Location(file: "configs/environment/one.yaml", line: 3, column: 9)
    one.settings[0].layerValues = [.init(.bool(true), Origin(layer: .builtIn, location: tier))]

    #expect(
      explain(one, setting("environment.protected"))?.text == """
        environment.protected (settings) of one
          wins        true  built-in, follows from the tier at configs/environment/one.yaml:3:9
        """)
  }

  @Test func `what something missing may set is unknown, and why`() {
    var one = EnvironmentsTests.environment("one", [:])
    one.unknownParts = [
      UnknownPart(
        .below("services.api.environment."), "api.env is missing",
        at: Location(file: "compose.yaml", line: 3, column: 15))
    ]

    #expect(
      explain(one, path: "services.api.environment.A").map(\.text) == [
        """
        services.api.environment.A (compose) of one
          wins        unknown: api.env is missing  compose.yaml:3:15 (compose)
        """
      ])
    #expect(explain(one, path: "services.api.image").isEmpty)
  }

  /// Proves `variables.*.description`, `secrets.*.description`.
  @Test func `variables and secrets have the purpose that their declaration gives`() throws {
    let one = EnvironmentsTests.environment(
      "one",
      [
        setting("variables.API_PORT.description"): .string("Where the api is."),
        SettingKey(.env, "API_PORT"): .string("18080"),
        setting("secrets.api_keys.description"): .string("What clients prove."),
        SettingKey(.secrets, "api_keys"): secret("ab"),
      ])

    let explanation = try #require(explain(one, SettingKey(.env, "API_PORT")))

    #expect(explanation.meaning == "Where the api is.")
    #expect(explain(one, SettingKey(.secrets, "api_keys"))?.meaning == "What clients prove.")
    #expect(explanation.jsonValue.text.contains("\"meaning\" : \"Where the api is.\""))
  }

  @Test func `a path without a source is looked up in every source`() {
    let two = EnvironmentsTests.environment(
      "two", [setting("a"): .integer(1), SettingKey(.env, "a"): .string("x")])

    #expect(explain(two, path: "a").map(\.key.source) == [.settings, .env])
    #expect(explain(two, path: "env:a").map(\.key.source) == [.env])
    #expect(explain(two, path: "b").isEmpty)
    #expect(explain(two, setting("b")) == nil)
  }

  @Test func `the JSON has every layer, the winner first`() throws {
    let one = EnvironmentsTests.environment("one", [setting("k"): secret("ab")])

    let explanation = try #require(explain(one, setting("k")))

    #expect(
      explanation.jsonValue.text == """
        {
          "environment" : "one",
          "key" : "k",
          "layers" : [
            {
              "fingerprint" : "ab",
              "origin" : {
                "column" : 3,
                "file" : "configs/environment/one.yaml",
                "layer" : "environment",
                "line" : 1
              },
              "variables" : [

              ]
            }
          ],
          "schema_version" : 1,
          "source" : "settings"
        }
        """)
  }

  @Test func `layers without a position have words`() {
    #expect(Origin(layer: .compose).words == "supplied by Compose")
    #expect(Origin(layer: .parent("staging")).words == "staging")
  }
}
