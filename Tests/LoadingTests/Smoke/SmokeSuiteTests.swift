import Environments
import Loading
import Testing

/// Smoke tests as declared in YAML: nested lists that merge by name.
struct `Loading smoke tests` {
  private let base = """
    schema_version: 1
    smoke:
      url: https://127.0.0.1:${API_PORT}/
      key: {secret: api_keys}
      tests:
        - name: orders
          proves: orders
          steps:
            - name: place
              request: POST /orders
              headers: ["Idempotency-Key: smoke-{run}"]
              body: '{"symbol": "AAPL", "of": {}}'
              status: 201
              capture: {order: id}
            - {name: cancel, request: "DELETE /orders/{order}", status: 200, always: true}
    """

  private func project(_ own: String, base: String? = nil) -> Project {
    Project([
      "configs/environment/base.yaml": base ?? self.base,
      "configs/environment/one.yaml":
        "environment: {tier: staging}\ntarget: {project: one, env_files: [.env]}\n" + own,
      ".env": "API_PORT=28080\n",
    ])
  }

  @Test func `an environment adds tests and changes one value of one step`() throws {
    let own = """
      smoke:
        tests:
          - name: orders
            steps:
              - {name: cancel, status: 202}
          - name: flood
            proves: rate_limit
            steps:
              - {name: many, request: GET /quotes, attempts: 9, status: 429, has_headers: [Retry-After]}
      """

    let configuration = project(own).loaded()
    let environment = configuration.environments[0]
    let suite = try #require(environment.smoke)

    #expect(text(configuration.diagnostics) == "")
    #expect(suite.url == "https://127.0.0.1:28080")
    #expect(suite.key == SmokeSuite.Key(header: "X-API-Key", secret: "api_keys"))
    #expect(
      SmokePlan(of: environment)?.text == """
        Test one at https://127.0.0.1:28080: 2 tests

          orders  POST /orders, DELETE /orders/{order}
          flood   GET /quotes up to ×9
        """)
    #expect(suite.tests[0].steps[1].isAlways)
    var expected = SmokeExpectation(status: 202)
    #expect(suite.tests[0].steps[1].expectation == .answer(expected))
    expected = SmokeExpectation(status: 201)
    expected.captures = ["order": "id"]
    #expect(suite.tests[0].steps[0].expectation == .answer(expected))
    #expect(suite.tests[0].steps.map(\.key) == [.right, .right])
  }

  @Test func `every value of a step keeps what each layer says`() {
    let own = "smoke: {tests: [{name: orders, steps: [{name: cancel, status: 202}]}]}"

    let settings = project(own).loaded().environments[0].settings
      .filter { $0.key.path.hasPrefix("smoke.tests.orders.steps.cancel.") }

    #expect(
      lines(settings) == """
        smoke.tests.orders.steps.cancel.always = true (base configs/environment/base.yaml:15:82)
        smoke.tests.orders.steps.cancel.request = "DELETE /orders/{order}" (base configs/environment/base.yaml:15:35)
        smoke.tests.orders.steps.cancel.status = 202 (base configs/environment/base.yaml:15:69 < environment configs/environment/one.yaml:3:63)
        """)
  }

  @Test func `without a key there is nothing to send`() throws {
    let suite = try #require(
      project("smoke: {key: {secret: null}}").loaded().environments[0].smoke)

    #expect(suite.key == nil)
    #expect(suite.tests[0].steps.map(\.key) == [.none, .none])
  }

  @Test func `all problems are reported at once, with their positions`() {
    let own = """
      smoke:
        tests:
          - name: wrong
            prooves: tls
            steps:
              - {name: a, request: get /x, status: 200}
              - {name: b, request: GET /x}
              - {name: c, request: GET /x, status: 200, headers: ["no header"]}
              - {name: d, request: "GET /x/{ordr}", status: 200}
              - {name: e, request: GET /x, status: 200, fails: tls}
              - {name: f, request: GET /x, status: 200, headers: ["x-api-key: {run}"]}
              - {name: g, request: GET /x, status: 200, body: ghp_0123456789abcdef}
              - {name: h, request: GET /x, status: 413, body_size: 1GiB}
              - {name: i, request: GET /x, status: 200, repeat: 2, attempts: 2}
              - {name: a, request: GET /x, status: 200}
              - {request: GET /x, status: 200}
              - {name: j, request: GET /x, staus: 200}
          - name: empty
      """

    #expect(
      text(project(own).loaded().diagnostics) == """
        configs/environment/one.yaml:6:7: error: there is no key prooves in smoke.tests.wrong [SET01]
          hint: did you mean proves?
        configs/environment/one.yaml:8:30: error: smoke.tests.wrong.steps.a.request is not a method followed by a path [SMK02]
          hint: write for example GET /orders
        configs/environment/one.yaml:9:18: error: smoke.tests.wrong.steps.b has no status [SET05]
        configs/environment/one.yaml:10:60: error: smoke.tests.wrong.steps.c.headers holds an invalid header [SMK02]
          hint: write Name: value
        configs/environment/one.yaml:11:30: error: smoke.tests.wrong.steps.d.request uses {ordr}, which no earlier step captures [SMK03]
          hint: capture it in an earlier step, or write { ordr } for the braces themselves
        configs/environment/one.yaml:12:58: error: smoke.tests.wrong.steps.e.fails does not go together with status [SMK02]
          hint: leave out one of them
        configs/environment/one.yaml:13:60: error: smoke.tests.wrong.steps.f.headers sets X-API-Key, which carries the key [SMK04]
          hint: choose it with key: right, wrong or none
        configs/environment/one.yaml:14:57: error: smoke.tests.wrong.steps.g.body holds a secret [SMK04]
          hint: name the secret in smoke.key; a test sends no other secret
        configs/environment/one.yaml:15:62: error: smoke.tests.wrong.steps.h.body_size must be from 2B to 16MiB [SET03]
        configs/environment/one.yaml:16:72: error: smoke.tests.wrong.steps.i.attempts does not go together with repeat [SMK02]
          hint: leave out one of them
        configs/environment/one.yaml:17:18: error: smoke.tests.wrong.steps already has an entry named a [SET07]
          see: configs/environment/one.yaml:8:18
          hint: entries merge by name; keep one of them
        configs/environment/one.yaml:18:11: error: an entry of smoke.tests.wrong.steps needs a name [SET05]
          hint: add name: …
        configs/environment/one.yaml:19:18: error: smoke.tests.wrong.steps.j has no status [SET05]
        configs/environment/one.yaml:19:38: error: there is no key staus in smoke.tests.wrong.steps.j [SET01]
          hint: did you mean status?
        configs/environment/one.yaml:20:13: error: smoke.tests.empty has no steps [SET05]
          hint: a step needs a name and a request
        """)
  }

  @Test(arguments: [
    ("smoke: {url: \"https://a/?b\"}", "SMK02"), ("smoke: {key: {secret: ../x}}", "SMK02"),
    ("smoke: {key: {header: \"a b\"}}", "SMK02"),
    ("smoke: {url: \"https://u:password@a\"}", "SMK04"),
    (
      "smoke: {tests: [{name: t, steps: [{name: s, request: GET /, key: wrong, status: 401}]}]}", ""
    ),
    (
      "smoke: {key: {secret: null}, tests: [{name: t, steps: [{name: s, request: GET /, key: wrong, status: 401}]}]}",
      "SMK05"
    ),
    (
      "smoke: {url: \"http://a\", tests: [{name: t, steps: [{name: s, request: GET /, tls_max: \"1.1\", fails: tls}]}]}",
      "SMK02"
    ),
  ])
  func `what cannot work is refused`(own: String, codes: String) {
    let found = project(own).loaded().diagnostics.map(\.code).joined(separator: ", ")

    #expect(found == codes)
  }

  @Test func `--set reaches into a list in a list`() throws {
    let configuration = project("").loaded(set: ["smoke.tests.orders.steps.cancel.status=204"])

    let suite = try #require(configuration.environments[0].smoke)
    #expect(suite.tests[0].steps[1].expectation == .answer(SmokeExpectation(status: 204)))
  }

  private func missing(_ tier: String, _ own: String) -> [String] {
    var project = project(own)
    project.files["configs/environment/one.yaml"] = .text(
      "environment: {tier: \(tier)}\ntarget: {project: one, env_files: [.env]}\n\(own)\n")
    return project.loaded().violations.map { "\($0.severity) \($0.code): \($0.message)" }
  }

  /// Proves `smoke.tests.*.proves` and `smoke.demands.*`.
  @Test func `a demand without a test is missed, and as much as the tier asks for`() {
    let demands = "smoke: {demands: {orders: an order is taken, login: a wrong key is refused}}"

    #expect(
      missing("development", demands) == [
        "warning SMK01: no smoke test proves login: a wrong key is refused"
      ])
    #expect(
      missing("production", demands) == [
        "error SMK01: no smoke test proves login: a wrong key is refused"
      ])
    #expect(missing("production", "") == [])
    #expect(missing("production", "smoke: {demands: {login: null}}") == [])
    #expect(
      missing(
        "production", demands + "\nrules: [{name: SMK01, severity: \"off\", reason: It is new.}]")
        == [])
  }

  @Test(arguments: [
    #"request: GET /, headers: ["Authorization: Bearer hunter2"]"#,
    #"request: GET /, headers: ["X-Auth-Token: hunter2"]"#,
    #"request: GET /, headers: ["Accept: */*", "cookie: session=hunter2"]"#,
    #"request: POST /, body: '{"user": "a", "password" : "hunter2"}'"#,
    #"request: "GET /?token=hunter2""#,
    #"request: GET /, headers: ["X-Auth-Token: ${PASS}"]"#,
  ])
  func `a secret that a request would send is refused and shown nowhere`(line: String) throws {
    var files = project("smoke: {tests: [{name: t, steps: [{name: s, \(line), status: 200}]}]}")
    files.files[".env"] = .text("API_PORT=28080\nPASS=hunter2\n")
    let configuration = files.loaded()

    #expect(configuration.diagnostics.map(\.code) == ["SMK04"])
    let shown = configuration.environments[0].settings.filter { $0.key.source == .settings }
      .flatMap { $0.layerValues.map(\.value.text) }
    #expect(shown.allSatisfy { !$0.contains("hunter2") })
  }

  @Test(arguments: [
    #"headers: ["Idempotency-Key: smoke-{run}", "Origin: https://a.example"]"#,
    #"headers: ["X-CSRF-Token: {run}"], body: '{"token": "{run}", "tokens": 3, "password": ""}'"#,
    "contains: token",
  ])
  func `what is filled in, and words that only name a secret, are none`(line: String) {
    let own =
      "smoke: {tests: [{name: t, steps: [{name: s, request: GET /, \(line), status: 200}]}]}"

    #expect(text(project(own).loaded().diagnostics) == "")
  }

  @Test(arguments: ["development", "staging", "production"])
  func `a repository that demands nothing misses no smoke test`(tier: String) {
    #expect(violations("environment: {tier: \(tier)}\n") == "")
  }

  @Test func `demands are missed where there is no test at all`() {
    #expect(
      violations("environment: {tier: staging}\n", "smoke: {demands: {login: only users enter}}")
        == """
        configs/environment/one.yaml:3:26: error: no smoke test proves login: only users enter [SMK01]
          see: configs/environment/one.yaml:1:21
          hint: add a test to smoke.tests with proves: login
        """)
  }

  private func violations(_ environment: String, _ more: String = "") -> String {
    text(
      Project([
        "configs/environment/base.yaml": "schema_version: 1",
        "configs/environment/one.yaml":
          "\(environment)target: {project: one, compose_files: [c.yml]}\n\(more)",
        "c.yml": "services: {}",
      ]).loaded().violations)
  }

  @Test func `what a step asks and what is demanded are no rows of the differences`() {
    let environments = project("smoke: {demands: {orders: an order is taken}}").loaded()
      .environments

    let paths = compare(environments).rows.map(\.key.path).filter { $0.hasPrefix("smoke.tests") }

    #expect(paths == ["smoke.tests.orders.proves"])
  }

  @Test func `the JSON Schema knows lists in lists`() throws {
    let schema = try #require(JSONValue(json: Array(JSONSchema.text.utf8)))
    let step = "properties.smoke.properties.tests.items.properties.steps.items"

    #expect(schema.member(at: "\(step).required.0") == .string("name"))
    #expect(schema.member(at: "\(step).additionalProperties") == .bool(false))
    #expect(
      schema.member(at: "\(step).properties.capture.additionalProperties.type") == .string("string")
    )
  }
}
