import Testing

@testable import Environments
@testable import Loading

struct `The schema of environments` {
  @Test func `the JSON Schema refuses unknown keys and knows the words of a choice`() {
    let text = JSONSchema.text

    #expect(text == JSONSchema.text)
    #expect(text.contains("\"$schema\" : \"https://json-schema.org/draft/2020-12/schema\""))
    #expect(text.contains("\"additionalProperties\" : false"))
    #expect(
      text.contains(
        """
                    "mode" : {
                      "anyOf" : [
                        {
                          "enum" : [
                            "none",
                            "api_key"
                          ]
                        },
                        {
                          "pattern" : "\\\\$",
                          "type" : "string"
                        }
                      ],
                      "description" : "How clients prove who they are."
                    }
        """))
    #expect(text.hasSuffix("\n}"))
  }

  @Test func `the reference has a row for every key`() {
    let markdown = ConfigurationReference(
      shipped: ["database.path": "/data/a.db"],
      proofs: ["launch.timeout": ["a launch ends in time", "another"]]
    ).markdown
    let rows = markdown.split(separator: "\n").filter { $0.hasPrefix("| `") }

    #expect(rows.count == Schema.keys.count)
    #expect(
      rows.contains(
        """
        | `launch.timeout` | a duration such as 1m30s | `60s` | triptych |  \
        | How long a launch may take until everything is healthy. | a launch ends in time; another |
        """))
    #expect(
      rows.contains {
        $0.hasPrefix("| `database.path` | the path of a file | `/data/a.db` in base.yaml |")
      })
    #expect(markdown.contains("## What counts as a secret"))
  }

  @Test(arguments: [
    ("loging", "logging"), ("lgoging", "logging"), ("logging", "logging"), ("xyz", ""), ("", ""),
  ])
  func `the nearest name is within two edits`(name: String, nearest: String) {
    #expect((NearestName.of(name, among: ["api", "logging", "quotes"]) ?? "") == nearest)
  }
}

struct `What holds where no file is read` {
  @Test(arguments: [
    (
      "launch.timeout",
      Environment(name: "dev", target: Target(project: "dev")).launchTimeoutMilliseconds
    ),
    ("health.timeout", Environment.derivedCheckTimeoutMilliseconds),
    ("health.interval", Check.usualIntervalSeconds * 1_000),
  ])
  func `is the schema's default`(key: String, milliseconds: Int) {
    #expect(Schema.defaults[key] == .duration(Quantity(milliseconds, written: "")))
  }
}
