import Testing

@testable import Environments

struct `Differences for a pull request` {
  @Test func `a table for each source, what is accepted folded away`() {
    let dev = environment(
      "dev",
      [
        setting("api.debug"): .bool(true), SettingKey(.env, "API_PORT"): .string("18080"),
        SettingKey(.secrets, "exchange_key"): secret("ab12"),
      ])
    let prod = environment(
      "prod",
      [
        SettingKey(.env, "API_PORT"): .string("38080"),
        SettingKey(.secrets, "exchange_key"): secret("ab12"),
      ])

    let matrix = compare(
      [dev, prod], accepted: [accepted(SettingKey(.env, "API_PORT"), ["dev", "prod"])])

    #expect(
      DifferenceReport(matrix).markdown(notes: [
        "dev is compared as written: docker compose is missing"
      ])
        == """
        **2 open differences** between `dev` and `prod`, 1 accepted.

        > dev is compared as written: docker compose is missing

        | settings | `dev` | `prod` |  |
        |---|---|---|---|
        | `api.debug` | `true` | *missing* |  |

        | secrets | `dev` | `prod` |  |
        |---|---|---|---|
        | `exchange_key` | `•••(ab12)` | `•••(ab12)` | one secret in dev and prod |

        <details>
        <summary>1 accepted</summary>

        | env | `dev` | `prod` | why |
        |---|---|---|---|
        | `API_PORT` | `18080` | `38080` | it is meant to |

        </details>

        """)
  }

  @Test func `no differences are a sentence`() {
    #expect(
      DifferenceReport(Matrix(environments: ["dev", "prod"], rows: [])).markdown()
        == "**No differences** between `dev` and `prod`.\n")
  }

  @Test(arguments: [
    ("a|b", #"`a\|b`"#), (#"a\|b"#, #"`a\\|b`"#), ("`", "`` ` ``"), ("a``b", "``` a``b ```"),
    (" edged ", "`  edged  `"), ("<b>@all #1</b>", "`<b>@all #1</b>`"),
    ("two\nlines\u{1b}[2J", #"`two\nlines\u{1b}[2J`"#), ("a\u{202e}b", #"`a\u{202e}b`"#), ("", " "),
    ("0123456789abcdef", "`012345678…`"),
  ])
  func `markup in a value has no effect`(value: String, cell: String) {
    #expect(Markdown.code(value, scalarsMax: value.count > 15 ? 10 : 20) == cell)
  }

  @Test func `a reason mentions nobody and brings no HTML`() {
    let cell = Markdown.prose("as @ops said (see #12):  <b>don't</b> a|b\nfine.", scalarsMax: 100)

    #expect(cell == #"as `@ops` said (see `#12):` `<b>don't</b>` `a\|b` fine."#)
  }

  @Test func `rows beyond GitHub's limit are left out and counted, and the folded part is closed`()
  {
    let rows = (0..<40).map { number in
      Matrix.Row(
        key: setting("key\(number)"), kind: .different, accepted: number < 20 ? nil : "meant",
        cells: [.init(value: .integer(number), origin: nil), nil])
    }
    let report = DifferenceReport(Matrix(environments: ["dev", "prod"], rows: rows))

    let limits = stride(from: 600, through: 2400, by: 13)
    let texts = limits.map { report.markdown(charactersMax: $0) }

    for (limit, text) in zip(limits, texts) {
      let shown = text.split(separator: "\n").count { $0.hasPrefix("| `key") }
      let opened = text.split(separator: "\n").count { $0 == "<details>" }
      let closed = text.split(separator: "\n").count { $0 == "</details>" }
      #expect(text.utf16.count <= limit)
      #expect(opened == closed)
      #expect(shown == 40 || text.contains("*\(40 - shown) row"), "\(text)")
    }
  }

  @Test func `nine hundred environments and values of any length stay within the limit`() {
    let long = String(repeating: "e\u{301}\u{302}|`", count: 100)
    let names = (0..<900).map { "environment-\($0)" }
    let row = Matrix.Row(
      key: setting(long), kind: .different,
      cells: names.map { _ in .init(value: .string(long), origin: nil) })

    let text = DifferenceReport(Matrix(environments: names, rows: [row]))
      .markdown(notes: [long, long])

    #expect(text.utf16.count <= 65_000)
    #expect(text.prefix { $0 != "\n" } == "**1 open difference** between 900 environments.")
    #expect(text.suffix(28) == "`triptych diff` shows all.*\n")
  }
}
