import Environments
import Testing

@testable import Loading

struct `A secret that travels` {
  private func environment(
    _ compose: String, env: String = "REDIS_PASSWORD=prodPw-0815\n", yaml: String = "",
    files: [String: String] = [:]
  ) -> Environment {
    configuration(compose, env: env, yaml: yaml, files: files).environments[0]
  }

  private func configuration(
    _ compose: String, env: String, yaml: String = "", files: [String: String] = [:]
  ) -> Configuration {
    Project(
      [
        "configs/environment/dev.yaml": """
        schema_version: 1
        environment:
          tier: development
        target:
          compose_files: [compose.yaml]
          env_files: [.env.dev]
        \(yaml)

        """,
        "compose.yaml": compose, ".env.dev": env,
      ].merging(files) { $1 }
    ).loaded()
  }

  private static let fingerprint: Fingerprinter = { secret in
    Fingerprint("\(secret.reveal { $0.reduce(0) { $0 &* 31 &+ Int($1) } })")
  }

  /// Compose's answer as the environment keeps it, as JSON.
  private func masked(_ environment: Environment, _ answer: String) throws -> String {
    let model = MaskedModel(
      answer: answer, secrets: environment.knownSecrets, fingerprint: Self.fingerprint)
    return try #require(model).json.text
  }

  @Test(arguments: [
    #""command": ["redis-server", "--requirepass", "prodPw-0815"]"#,
    #""healthcheck": {"test": ["CMD-SHELL", "redis-cli -a prodPw-0815 ping"]}"#,
    #""labels": {"note": "pw prodPw-0815"}"#,
    #""environment": {"Cache__Conn": "redis:6379,password=prodPw-0815"}"#,
    #""build": {"context": ".", "args": {"CONN": "redis:6379,prodPw-0815"}}"#,
    #""entrypoint": "sh -c 'echo prodPw-0815'""#,
    #""extra_hosts": ["prodPw-0815:1.2.3.4"]"#,
    #""sysctls": {"x": "prodPw-0815"}"#,
  ])
  func `is masked wherever Compose's answer has its bytes`(part: String) throws {
    let environment = environment("services: {redis: {image: r}}")
    let text = try masked(environment, #"{"services": {"redis": {"image": "r", \#(part)}}}"#)
    #expect(!text.contains("prodPw"))
    #expect(text.contains("•••") || text.contains(#""secret""#))
  }

  @Test(arguments: [
    "redis --requirepass ${REDIS_PASSWORD}",
    "${TRIPTYCH_SECRETS:?run triptych render dev}/api_keys",
    "x ${A:-b} y=$$z", "${API_TOKEN:?set API_TOKEN}",
  ])
  func `leaves a placeholder as it is written`(command: String) {
    let environment = environment("services: {r: {image: r, command: '\(command)'}}")
    #expect(lines(environment.settings).contains("services.r.command = \"\(command)\""))
  }

  @Test(arguments: [
    (#"["redis-server", "--requirepass", "hunter2hunter2"]"#, "--requirepass, •••"),
    (#"["run", "--password", "hunter2hunter2", "--port", "80"]"#, "--password, •••, --port, 80"),
    (#"["curl", "-u", "me:hunter2hunter2", "http://x"]"#, "curl, -u, "),
    (#"["CMD", "redis-cli", "-a", "hunter2hunter2", "ping"]"#, "-a, •••, ping"),
    (#"["sh", "-c", "echo ok"]"#, "[sh, -c, echo ok]"),
  ])
  func `is masked in the words of a command`(words: String, shown: String) throws {
    let environment = environment("services: {r: {image: r}}")
    let model = MaskedModel(
      answer: #"{"services": {"r": {"command": \#(words)}}}"#,
      secrets: environment.knownSecrets, fingerprint: Self.fingerprint)
    let text = try #require(model).entries.map(\.masked.value.text).joined(separator: "\n")
    #expect(text.contains(shown), "\(text)")
    #expect(!text.contains("hunter2"))
  }

  @Test func `leaves the rest of a command readable`() throws {
    let environment = environment("services: {redis: {image: r}}")
    let text = try masked(
      environment,
      #"{"services": {"redis": {"command": "redis-server --requirepass prodPw-0815"}}}"#)
    #expect(text.contains("redis-server --requirepass •••"))
  }

  @Test func `makes two values differ that differ only in it`() throws {
    func prints(_ password: String) throws -> [Value?] {
      let environment = environment(
        "services: {r: {image: r}}", env: "REDIS_PASSWORD=\(password)\n")
      let model = MaskedModel(
        answer: #"{"services": {"r": {"command": "a \#(password) b"}}}"#,
        secrets: environment.knownSecrets, fingerprint: Self.fingerprint)
      return try #require(model).entries.map(\.masked.password)
    }
    #expect(try prints("prodPw-0815") != prints("prodPw-0816"))
  }

  @Test(arguments: ["abc", "s3cret"])
  func `is masked when it is short, by the value that interpolates it`(password: String) throws {
    let environment = environment(
      "services: {r: {image: r, command: 'redis --requirepass ${REDIS_PASSWORD}'}}",
      env: "REDIS_PASSWORD=\(password)\n")
    let text = try masked(
      environment,
      #"{"services": {"r": {"image": "abc", "command": ["redis", "--requirepass", "\#(password)"]}}}"#
    )
    #expect(text.contains(#""--requirepass""#))
    #expect(!text.contains(#""--requirepass","\#(password)"#) && text.contains("•••"))
    #expect(text.contains(#""abc""#))
  }

  @Test func `hides the whole value when a short one cannot be told from the rest`() throws {
    let environment = environment(
      "services: {r: {image: r, command: 'redis --requirepass ${REDIS_PASSWORD}'}}",
      env: "REDIS_PASSWORD=red\n")
    let text = try masked(
      environment, #"{"services": {"r": {"command": ["redis", "--requirepass", "red"]}}}"#)
    #expect(!text.contains("red"))
  }

  @Test func `is masked in the default of a secret variable`() throws {
    let environment = environment(
      "services: {r: {image: r, command: 'redis --x ${DB_PASSWORD:-hunter2-default}'}}")
    let written = lines(environment.settings)
    #expect(!written.contains("hunter2"))
    #expect(written.contains("redis --x ${DB_PASSWORD:-•••}"))
    let text = try masked(
      environment, #"{"services": {"r": {"command": ["redis", "--x", "hunter2-default"]}}}"#)
    #expect(!text.contains("hunter2"))
  }

  @Test(arguments: [
    ("redis --requirepass ${W:-hunter2-d}", "redis --requirepass ${W:-•••}"),
    ("redis --requirepass ${W-hunter2-d} --port 1", "redis --requirepass ${W-•••} --port 1"),
    ("redis --requirepass=${W:+hunter2-d}", "redis --requirepass=${W:+•••}"),
    ("run password=${W:-${V:-hunter2-d}}", "run password=${W:-•••}"),
    ("run ${W:-x --password=hunter2-d}", "run ${W:-x --password=•••}"),
    ("run ${W:-${V:-postgres://u:hunter2-d@db/x}}", "run ${W:-${V:-postgres://u:•••@db/x}}"),
    ("run postgres://u:${W:-hunter2-d}@db/x", "run postgres://u:•••@db/x"),
    (
      "curl -H 'Authorization: Bearer ${W:-hunter2-d}'", "curl -H 'Authorization: Bearer ${W:-•••}'"
    ),
    (
      "run --port ${W:-8080} --password ${DB_PASSWORD}",
      "run --port ${W:-8080} --password ${DB_PASSWORD}"
    ),
    ("run ${W:?set W, please} --level ${L:-debug}", "run ${W:?set W, please} --level ${L:-debug}"),
  ])
  func `is masked in a default that stands where a secret stands`(command: String, shown: String) {
    let environment = environment(
      "services: {r: {image: r, command: \"\(command)\"}}", env: "A=1\n")
    let written = lines(environment.settings)

    #expect(!written.contains("hunter2"))
    #expect(written.contains(shown))
    #expect(
      environment.programMask.shown("it is hunter2-d", from: .other)
        == (command.contains("hunter2-d") ? "it is •••" : "it is hunter2-d"))
  }

  @Test func `never hides where a problem is`() throws {
    let environment = environment(
      "services: {r: {image: r, command: 'redis --x ${DB_PASSWORD}'}}",
      env: "DB_PASSWORD=compose.yaml\n")

    #expect(
      environment.knownSecrets.masked("compose.yaml:3:5: error: no")
        == "compose.yaml:3:5: error: no")
    #expect(
      environment.programMask.shown("see compose.yaml, line 3", from: .reader)
        == "see compose.yaml, line 3")
    let text = try masked(
      environment, #"{"services": {"r": {"command": ["redis", "--x", "compose.yaml"]}}}"#)
    #expect(!text.contains("compose.yaml"))
  }

  @Test func `keeps the names of variables in Compose's warnings, except parts of a secret`() {
    let environment = environment(
      "services: {r: {image: 'r:${TAG}', environment: {DB_PASSWORD: pa$s3cret, P: '${P}'}}}")
    let mask = environment.programMask

    for (name, shown) in [("TAG", "TAG"), ("P", "P"), ("s3cret", "•••"), ("other", "•••")] {
      #expect(
        mask.shown("The \"\(name)\" variable is not set.", from: .reader)
          == "The \"\(shown)\" variable is not set.")
    }
  }

  @Test func `keeps the names of what services mount, except those that hold a secret`() {
    let environment = environment(
      "services: {r: {image: r, volumes: ['certs:/etc/certs', 'hunter-x1:/data.d/x', '${DATA}:/y']}}",
      env: "DB_PASSWORD=hunter\n")

    #expect(
      environment.programMask.shown(
        "service \"r\" refers to undefined volume certs: invalid compose project", from: .reader)
        == "service \"r\" refers to undefined volume certs: invalid compose project")
    #expect(
      environment.programMask.shown(
        "invalid spec: :/data.d/x: empty section between colons", from: .reader)
        == "invalid spec: :/data.d/x: empty section between colons")
    #expect(
      environment.programMask.shown(
        "refers to undefined volume hunter-x1: invalid compose project", from: .reader)
        == "refers to undefined volume •••: invalid compose project")
  }

  @Test func `travels from a declared type through other variables`() {
    let environment = environment(
      "services: {r: {image: r}}",
      env: "LICENCE=lic-4711-x\nFULL=x-${LICENCE}\nALL=y-${FULL}\nCOPY=lic-4711-x\n",
      yaml: "variables:\n  LICENCE:\n    type: secret")
    for name in ["LICENCE", "FULL", "ALL", "COPY"] {
      #expect(environment.setting(SettingKey(.secrets, name)) != nil)
      #expect(environment.setting(SettingKey(.env, name)) == nil)
    }
  }

  @Test func `is known from the files of secrets and from the env files of services`() {
    let environment = environment(
      """
      services:
        r:
          image: r
          env_file: [app.env, {path: more.env}]
          labels: {a: "file-secret-1", b: "made-secret-2", c: "app-secret-3", d: "more-secret-4"}
      secrets:
        one: {file: ./secrets/one}
      """,
      yaml: "secrets:\n  two:\n    type: token",
      files: [
        "secrets/one": "file-secret-1\n", ".triptych/secrets/dev/two": "made-secret-2",
        "app.env": "APP_TOKEN=app-secret-3\n", "more.env": "X_PASSWORD=more-secret-4\n",
      ])
    let written = lines(environment.settings)
    for secret in ["file-secret-1", "made-secret-2", "app-secret-3", "more-secret-4"] {
      #expect(!written.contains(secret))
    }
  }

  @Test func `is masked in a setting`() {
    let environment = environment(
      "services: {r: {image: r}}",
      yaml:
        "health:\n  checks:\n    - name: a\n      type: http\n      url: http://h/?x=prodPw-0815")
    #expect(!lines(environment.settings).contains("prodPw"))
  }

  @Test
  func `of an unquoted PEM in the env file of a service is reported at its line, without its text`()
  {
    let configuration = configuration(
      "services: {r: {image: r, env_file: app.env}}", env: "A=1\n",
      files: [
        "app.env":
          "A=1\nKEY=-----BEGIN PRIVATE KEY-----\nMIIEvQIBADANBgkq/hkiG9w0B\n-----END PRIVATE KEY-----\n"
      ])
    let words = text(configuration.diagnostics)
    #expect(words.contains("app.env:3:"))
    #expect(!words.contains("MIIE"))

    let refused = configuration.resolved(
      [
        "dev": .refused(
          #"failed to read /r/app.env: line 3: unexpected character "/" in variable name near "MIIEvQIBADANBgkq/hkiG9w0B\n-----END PRIVATE KEY-----\n""#
        )
      ], root: "/r", read: { _ in .missing }, fingerprint: { _ in Fingerprint("f") })
    let problems = text(refused.problems)
    #expect(!problems.contains("MIIE"))
    #expect(problems.contains("Compose refuses the files of dev: app.env:3:"))
  }
}
