import Environments
import Loading
import Testing

struct `Problems of environments` {
  /// The problems of one environment file, under the name dev.
  private func problems(
    _ file: String, set overrides: [String] = [], _ others: [String: String] = [:]
  ) -> String {
    var files = others
    files["configs/environment/dev.yaml"] = file
    return text(Project(files).loaded(set: overrides).diagnostics)
  }

  private let head = "schema_version: 1\ntarget: {project: dev}\n"

  @Test func `unknown keys are errors with the nearest known name`() {
    let file =
      head + """
        loging:
          level: debug
        api:
          cors:
            alowed_origins: []
            something: 1
        """

    #expect(
      problems(file) == """
        configs/environment/dev.yaml:3:1: error: there is no key loging at the top level [SET01]
          hint: did you mean logging?
        configs/environment/dev.yaml:7:5: error: there is no key alowed_origins in api.cors [SET01]
          hint: did you mean allowed_origins?
        configs/environment/dev.yaml:8:5: error: there is no key something in api.cors [SET01]
          hint: the keys here are allowed_methods, allowed_origins, max_age
        """)
  }

  /// Proves `schema_version`.
  @Test func `a file of another version of the schema is not read as this one`() {
    #expect(
      problems("schema_version: 2\ntarget: {project: p}\n").hasPrefix(
        "configs/environment/dev.yaml:1:17: error: schema_version: expected 1, found 2 [SET03]"))
  }

  @Test func `wrong types say what is expected and what was found`() {
    let file =
      head + """
        debug: {enabled: "true", verbose_errors: 1}
        api:
          bind: 8080
          rate_limit: {burst: many, requests_per_second: 0}
          max_request_body: 5MB
          timeouts: {request: 30}
          cors: [a]
          tls: {certificate: [a]}
        quotes:
          symbols: AAPL
        endpoints:
          public: ftp://host
        trading:
          mode: {a: b}
        """

    #expect(
      problems(file) == """
        configs/environment/dev.yaml:3:18: error: debug.enabled: expected true or false, found text [SET02]
          hint: write true or false
        configs/environment/dev.yaml:3:42: error: debug.verbose_errors: expected true or false, found a whole number [SET02]
          hint: write true or false
        configs/environment/dev.yaml:5:9: error: api.bind: expected an address such as 0.0.0.0:8080, found a whole number [SET02]
          hint: quote it when you mean the text
        configs/environment/dev.yaml:6:23: error: api.rate_limit.burst: expected a whole number from 1 to 1000000, found text [SET02]
        configs/environment/dev.yaml:6:50: error: api.rate_limit.requests_per_second: expected a whole number from 1 to 1000000, found 0 [SET03]
        configs/environment/dev.yaml:7:21: error: api.max_request_body: expected an amount of memory such as 512MiB, found another value [SET03]
        configs/environment/dev.yaml:8:23: error: api.timeouts.request: expected a duration such as 1m30s, found a whole number [SET02]
          hint: quote it when you mean the text
        configs/environment/dev.yaml:9:9: error: api.cors takes a map, found a list [SET02]
        configs/environment/dev.yaml:10:22: error: api.tls.certificate: expected the path of a file, or null, found a list [SET02]
        configs/environment/dev.yaml:12:12: error: quotes.symbols: expected a list, each text, found text [SET02]
          hint: write [text]
        configs/environment/dev.yaml:14:11: error: endpoints.public: expected a URL such as https://example.com/health, found another value [SET03]
        configs/environment/dev.yaml:16:9: error: trading.mode: expected one of simulated, paper, live, found a map [SET02]
        """)
  }

  @Test(arguments: ["no", "On", "yes", "OFF", "y", "012", "1e3", "0x1F", "1_000", "True"])
  func `what YAML's versions read differently is an error`(word: String) {
    #expect(
      problems(head + "api: {auth: {header: \(word)}}") == """
        configs/environment/dev.yaml:3:22: error: api.auth.header: expected text, found a word that YAML's versions read differently [SET04]
          hint: quote it when you mean the text
        """)
  }

  @Test func `a choice may be off without quotes, and a near one is suggested`() {
    #expect(problems(head + "database: {synchronous: off}") == "")
    #expect(
      problems(head + "database: {synchronous: ful}") == """
        configs/environment/dev.yaml:3:25: error: database.synchronous: expected one of off, normal, full, extra, found another value [SET03]
          hint: did you mean full?
        """)
    #expect(
      problems(head + "api: {tls: {min_version: 1.2}}") == """
        configs/environment/dev.yaml:3:26: error: api.tls.min_version: expected one of 1.2, 1.3, found a number [SET02]
          hint: quote it when you mean the text
        """)
  }

  @Test func `missing required keys are errors`() {
    #expect(
      problems("api: {}") == """
        configs/environment/dev.yaml:1:1: error: dev has no schema_version [SET05]
          hint: expected 1
        configs/environment/dev.yaml:1:1: error: dev has no target.project [SET05]
          hint: expected a name of lower-case letters, digits, hyphens and underscores
        """)
  }

  @Test func `an empty section is no problem, and a file that is no map is one`() {
    #expect(problems(head + "api:\nquotes: ~\nhealth: {checks: }") == "")
    #expect(
      problems("- a")
        == "configs/environment/dev.yaml:1:1: error: expected a map of settings, found a list [SET02]"
    )
    #expect(
      problems("a: b: c") == """
        configs/environment/dev.yaml:1:5: error: mapping values are not allowed in this context [YAML01]
          hint: quote a text that holds a colon and a space
        """)
  }

  @Test func `checks need what their type needs, and nothing else`() {
    let file =
      head + """
        health:
          checks:
            - {name: a, type: http}
            - {name: b, type: tcp, host: h}
            - {name: c, type: container, service: s, url: "http://h"}
            - {name: d}
            - {type: http}
            - {name: a, type: tcp}
            - {name: a.b}
            - text
        """

    #expect(
      problems(file) == """
        configs/environment/dev.yaml:5:14: error: health.checks.a has no url [SET05]
          hint: its type is http
        configs/environment/dev.yaml:6:14: error: health.checks.b has no port [SET05]
          hint: its type is tcp
        configs/environment/dev.yaml:7:46: error: health.checks.c: a check of type container has no url [SET16]
          hint: its keys are service, interval and timeout
        configs/environment/dev.yaml:8:14: error: health.checks.d has no type [SET05]
        configs/environment/dev.yaml:9:7: error: an entry of health.checks needs a name [SET05]
          hint: add name: …
        configs/environment/dev.yaml:10:14: error: health.checks already has an entry named a [SET07]
          see: configs/environment/dev.yaml:5:14
          hint: entries merge by name; keep one of them
        configs/environment/dev.yaml:11:14: error: this is not a valid name for an entry of health.checks [SET06]
          hint: letters, digits, blanks, hyphens and underscores, starting with a letter
        configs/environment/dev.yaml:12:7: error: an entry of health.checks needs a name [SET05]
          hint: add name: …
        """)
  }

  @Test func `environments that extend each other are reported with every position`() {
    let diagnostics = Project([
      "configs/environment/a.yaml": "schema_version: 1\nenvironment: {extends: b}",
      "configs/environment/b.yaml": "schema_version: 1\nenvironment: {extends: a}",
    ]).loaded().diagnostics

    #expect(
      text(diagnostics.filter { $0.code == "SET10" }) == """
        configs/environment/a.yaml:2:24: error: environments extend each other: b -> a -> b [SET10]
          see: configs/environment/b.yaml:2:24
          hint: let one of them extend base
        configs/environment/b.yaml:2:24: error: environments extend each other: a -> b -> a [SET10]
          see: configs/environment/a.yaml:2:24
          hint: let one of them extend base
        """)
  }

  @Test func `a missing parent and a chain without end are errors`() {
    #expect(
      problems(head + "environment: {extends: sta}", ["configs/environment/stag.yaml": head])
        == """
        configs/environment/dev.yaml:3:24: error: there is no environment sta to extend [SET11]
          hint: did you mean stag?
        """)

    var files: [String: String] = [:]
    for number in 1...20 {
      files["configs/environment/e\(number).yaml"] =
        "schema_version: 1\ntarget: {project: p\(number)}\nenvironment: {extends: e\(number + 1)}"
    }
    files["configs/environment/e21.yaml"] = head
    let diagnostics = Project(files).loaded().diagnostics.filter { $0.code == "SET12" }
    #expect(
      diagnostics.first?.description
        == "configs/environment/e16.yaml:3:24: error: more than 16 environments extend one another [SET12]"
    )
  }

  @Test func `a file with a bad name or nothing to override is told`() {
    let diagnostics = Project([
      "configs/environment/Prod.yaml": head,
      "configs/environment/dev.yaml": head,
      "configs/environment/deb.local.yaml": "",
      "configs/environment/notes.txt": "",
    ]).loaded().diagnostics

    #expect(
      text(diagnostics) == """
        configs/environment/Prod.yaml:1:1: error: the file's name is not a valid name for an environment [SET06]
          hint: lower-case letters, digits and hyphens, at most 31, starting with a letter
        configs/environment/deb.local.yaml:1:1: error: there is no environment deb that this file could override [SET08]
          hint: did you mean dev.local.yaml?
        """)
  }

  @Test func `a protected environment has no local file`() {
    let others = ["configs/environment/dev.local.yaml": "logging: {level: info}"]

    #expect(
      problems(head + "environment: {tier: production}", others) == """
        configs/environment/dev.local.yaml:1:1: error: dev is protected, and a protected environment has no local file [SET09]
          see: configs/environment/dev.yaml:3:15
          hint: write it to configs/environment/dev.yaml, which everybody shares
        """)
  }

  @Test func `--set is checked as a file is`() {
    let overrides = [
      "logging.level=inf", "loging.level=info", "logging", "=x", "api.auth.header=no",
      "quotes.symbols=[A, B]", "api.rate_limit.burst=x",
    ]

    #expect(
      problems(head, set: overrides) == """
        error: --set: there is no key loging.level [SET01]
          hint: did you mean logging.level?
        error: --set takes key=value [SET13]
          hint: for example --set logging.level=debug
        error: --set logging.level: expected one of trace, debug, info, warning, error, found another value [SET03]
          hint: did you mean info?
        error: --set api.rate_limit.burst: expected a whole number from 1 to 1000000, found text [SET02]
        """)
  }

  @Test func `every unreadable file is reported where it is named`() {
    var project = Project([
      "configs/environment/base.yaml": "",
      "configs/environment/dev.yaml": """
      schema_version: 1
      target:
        project: dev
        env_files: [missing.env, denied.env]
        compose_files: [folder, binary.yml]
      """,
      "configs/environment/qa.yaml": "",
    ])
    project.files["denied.env"] = .unreadable("Permission denied")
    project.files["folder"] = .directory
    project.files["binary.yml"] = .containsNUL(line: 3)
    project.files["configs/environment/base.yaml"] = .tooLarge(bytes: 2_000_000)
    project.files["configs/environment/qa.yaml"] = .notUTF8(line: 7)

    #expect(
      text(project.loaded().diagnostics.filter { $0.code.hasPrefix("FILE") }) == """
        configs/environment/base.yaml:1:1: error: the file configs/environment/base.yaml has 2000000 bytes, and more than 1048576 are not read [FILE04]
        configs/environment/dev.yaml:4:15: error: the file missing.env does not exist [FILE01]
        configs/environment/dev.yaml:4:28: error: the file denied.env cannot be read: Permission denied [FILE02]
        configs/environment/dev.yaml:5:19: error: folder is a folder, but a file is expected [FILE03]
        configs/environment/dev.yaml:5:27: error: the file binary.yml holds a NUL byte on line 3 [FILE06]
          hint: it is not a text file, or it was damaged
        configs/environment/qa.yaml:1:1: error: the file configs/environment/qa.yaml is not UTF-8 on line 7 [FILE05]
          hint: save it as UTF-8
        """)
  }

  @Test func `a problem that several environments inherit is reported once and names them`() {
    let diagnostics = Project([
      "configs/environment/base.yaml":
        "schema_version: 1\nlogging: {level: loud}\napi: {bind: \"h:${P}\"}",
      "configs/environment/a.yaml": "target: {project: a}",
      "configs/environment/b.yaml": "target: {project: b}",
    ]).loaded().diagnostics

    #expect(diagnostics.map(\.code) == ["SET03", "SET15"])
    #expect(diagnostics.map(\.environments) == [[], ["a", "b"]])
  }

  @Test func `an unknown rule in rules is an error`() {
    let file =
      head + """
        rules:
          - {name: ZZZ, severity: off, reason: why}
          - {name: API01, severity: of}
        """

    #expect(
      problems(file) == """
        configs/environment/dev.yaml:4:12: error: there is no rule ZZZ [SET17]
          hint: docs/configuration.md lists them
        configs/environment/dev.yaml:5:12: error: rules.API01 has no reason [SET05]
        configs/environment/dev.yaml:5:29: error: rules.API01.severity: expected one of off, warning, error, found another value [SET03]
          hint: did you mean off?
        """)
  }
}
