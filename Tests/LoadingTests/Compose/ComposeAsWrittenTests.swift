import Testing

@testable import Environments
@testable import Loading

struct `Reading Compose files as written` {
  private func read(_ text: String, profiles: [String] = []) -> ComposeFiles.AsWritten {
    ComposeFiles.asWritten(
      ["compose.yml"], profiles: profiles, read: { $0 == "compose.yml" ? .text(text) : .missing },
      fingerprint: ComposeFixture.fingerprint)
  }

  @Test func `later files win and earlier ones stay among the layer values`() {
    let written = ComposeFiles.asWritten(
      ["docker/docker-compose.dev.yml", "docker/docker-compose.local.yml"],
      read: ComposeFixture.read, fingerprint: ComposeFixture.fingerprint)

    let limits = written.settings.filter { $0.key.path.hasSuffix(".memory") }

    #expect(
      limits.flatMap(\.layerValues).map { "\($0.value.text) <- \($0.origin.words)" } == [
        "128M <- docker/docker-compose.dev.yml:39:19 (compose)",
        "256M <- docker/docker-compose.local.yml:8:19 (compose)",
      ])
  }

  @Test func `what a later file resets or overrides is not shown as effective`() {
    let files = [
      "a.yml": """
      services:
        web: {image: x, ports: ["80:80"], command: [a], environment: {A: 1, B: 2}, expose: [1]}
        old: {image: y}
      """,
      "b.yml": """
      services:
        web:
          ports: !override ["81:80"]
          command: !reset []
          environment: {A: !reset null}
          expose: [2]
        old: !reset {}
      """,
    ]
    let written = ComposeFiles.asWritten(
      ["a.yml", "b.yml"], read: { files[$0].map(SourceText.text) ?? .missing },
      fingerprint: ComposeFixture.fingerprint)

    #expect(written.services.map(\.name) == ["web"])
    #expect(
      written.settings.flatMap { setting in
        setting.layerValues.map { "\(setting.key.path) \($0.origin.words)" }
      } == [
        "services.web.environment.B a.yml:2:74 (compose)",
        "services.web.expose a.yml:2:86 (compose)", "services.web.expose b.yml:6:13 (compose)",
        "services.web.image a.yml:2:16 (compose)",
        "services.web.ports.80/tcp b.yml:3:23 (compose)",
      ])
  }

  @Test func `a second document and more than 50,000 aliases are read`() {
    let many =
      "x: &x [\(Array(repeating: "1", count: 100).joined(separator: ","))]\n"
      + "y: [\(Array(repeating: "*x", count: 600).joined(separator: ","))]\n"
    let written = read(many + "services: {a: {image: !!str x}}\n---\nservices: {b: {image: y}}\n")

    #expect(written.diagnostics.map(\.code) == ["YAML08"])
    #expect(written.diagnostics.map(\.severity) == [.warning])
    #expect(written.services.map(\.name) == ["a", "b"])
  }

  @Test func `services keep the order of the file`() {
    let written = ComposeFiles.asWritten(
      ["docker/docker-compose.dev.yml"], read: ComposeFixture.read,
      fingerprint: ComposeFixture.fingerprint)

    #expect(
      written.services.map { "\($0.name) \($0.location?.line ?? 0)" } == [
        "api 4", "quotes 42", "migrate 52",
      ])
    #expect(written.services.map(\.isOneShot) == [false, false, true])
    #expect(written.services.map(\.replicas) == [1, 2, 1])
  }

  @Test func `every variable is found with its position and whether it is required`() {
    let written = read(
      """
      services:
        api:
          image: a:${TAG:?set it}
          command: run $PLAIN $$NOT ${OUTER:-${INNER-x}} ${EXTRA:+y}
      """)

    #expect(
      written.variablesUsed.map(\.summary) == [
        "TAG required 3:12", "PLAIN 4:14", "OUTER default 4:14", "INNER default 4:14",
        "EXTRA default 4:14",
      ])
  }

  @Test func `what an alias repeats uses its variables at each place`() {
    let text = """
      services:
        one: {command: &run [serve, "${TAG}", --port=$PORT], environment: &env {A: "${TAG}", B: b}}
        two: {command: *run, environment: *env}
      """
    func origin(_ line: Int) -> Origin {
      Origin(layer: .envFile, location: Location(file: ".env", line: line, column: 1))
    }
    let written = ComposeFiles.asWritten(
      ["compose.yml"], variables: ["TAG": origin(1), "PORT": origin(2)], read: { _ in .text(text) },
      fingerprint: ComposeFixture.fingerprint)

    #expect(
      written.settings.map { setting in
        "\(setting.key.path): \(setting.winner.variables.compactMap(\.location?.line))"
      } == [
        "services.one.command: [1, 2]", "services.one.environment.A: [1]",
        "services.one.environment.B: []", "services.two.command: [1, 2]",
        "services.two.environment.A: [1]", "services.two.environment.B: []",
      ])
  }

  @Test func `short and long forms read the same`() {
    let short = read(
      """
      services:
        api:
          ports: ["127.0.0.1:${P:-80}:8080", "53:53/udp", "9000", "8443:443", "9443:443"]
          volumes: [data:/data, "./a:/a:ro", /cache]
          networks: [inner]
          depends_on: [db]
          environment: [A=1, B]
          secrets: [key]
          build: .
      """)
    let long = read(
      """
      services:
        api:
          ports:
            - {target: 8080, published: "${P:-80}", host_ip: 127.0.0.1, protocol: tcp}
            - {target: 53, published: 53, protocol: udp}
            - {target: 9000}
            - {target: 443, published: 8443}
            - {target: 443, published: 9443}
          volumes:
            - {type: volume, source: data, target: /data}
            - {type: bind, source: ./a, target: /a, read_only: true}
            - {type: volume, target: /cache}
          networks: {inner: null}
          depends_on: {db: {condition: service_started}}
          environment: {A: 1, B: null}
          secrets: [{source: key, target: /run/secrets/key}]
          build: {context: .}
      """)

    #expect(short.settings.values == long.settings.values)
    #expect(
      short.settings.values == """
        services.api.build.context = .
        services.api.depends_on.db = service_started
        services.api.environment.A = 1
        services.api.environment.B = null
        services.api.networks.inner = {}
        services.api.ports.443/tcp = [8443, 9443]
        services.api.ports.53/udp = 53
        services.api.ports.8080/tcp = 127.0.0.1:${P:-80}
        services.api.ports.9000/tcp = random
        services.api.secrets.key = key
        services.api.volumes./a = ./a (read-only)
        services.api.volumes./cache = (anonymous)
        services.api.volumes./data = data
        """)
  }

  @Test func `options of grants and dependencies are keys of their own`() {
    let written = read(
      """
      services:
        api:
          configs: [{source: c, target: /c, mode: 0440}]
          depends_on: {db: {condition: service_healthy, required: false, restart: true}}
          networks: {inner: {aliases: [a]}}
          ports: [{target: 80, published: 80, mode: host}]
          logging: {options: {max-file: 3}}
          x-note: ignored
          tmpfs: [/tmp]
          mem_limit: 1.5g
          volumes: [{type: tmpfs, target: /t}]
      x-common: {a: 1}
      """)

    #expect(
      written.settings.values == """
        services.api.configs./c = c
        services.api.configs./c.mode = 288
        services.api.depends_on.db = service_healthy
        services.api.depends_on.db.required = false
        services.api.depends_on.db.restart = true
        services.api.logging.options.max-file = 3
        services.api.mem_limit = 1.5g
        services.api.networks.inner = {}
        services.api.networks.inner.aliases = [a]
        services.api.ports.80/tcp = 80 (host)
        services.api.tmpfs = [/tmp]
        services.api.volumes./t = (tmpfs)
        """)
  }

  @Test func `a secret that is yet to be interpolated shows its variable and never a default`() {
    let written = read(
      """
      services:
        api:
          environment:
            API_KEY: ${KEY:-hunter2}
            DB: postgres://u:${PASSWORD}@db/x
      """)

    #expect(
      written.settings.listing == """
        compose services.api.environment.DB = postgres://u:•••@db/x <- compose.yml:5:11 (compose)
        secrets services.api.environment.API_KEY = ${KEY} <- compose.yml:4:16 (compose)
        """)
  }

  @Test func `services of other profiles are left out`() {
    let text = """
      services:
        api: {image: a}
        debugger: {image: d, profiles: [debug]}
      """

    #expect(read(text).services.map(\.name) == ["api"])
    #expect(read(text, profiles: ["debug"]).services.map(\.name) == ["api", "debugger"])
  }

  @Test func `a health check that is switched off is none`() {
    let written = read(
      """
      services:
        a: {healthcheck: {disable: true}}
        b: {healthcheck: {test: [NONE]}}
        c: {healthcheck: {test: probe}}
        d: {healthcheck: {interval: 1s}}
      """)

    #expect(written.services.map(\.hasHealthCheck) == [false, false, true, true])
  }

  @Test func `a job that restarts is no one-shot`() {
    let written = read(
      """
      services:
        api: {depends_on: {job: {condition: service_completed_successfully}}}
        job: {restart: on-failure}
      """)

    #expect(written.services.map(\.isOneShot) == [false, false])
  }

  /// As Compose 2.26 lists them.
  @Test(arguments: [
    ([String](), ["plain"]), (["debug"], ["web", "own", "same", "more", "plain", "late"]),
    (["other"], ["more", "plain"]),
  ])
  func `services have the profiles of what they extend, and those of all files`(
    active: [String], names: [String]
  ) {
    let files = [
      "docker/base.yml": "services: {b: {image: x, extends: c}, c: {profiles: [debug]}}",
      "docker/compose.yml": """
      services:
        web: {extends: {file: base.yml, service: b}}
        own: {image: y, profiles: [debug]}
        same: {extends: own}
        more: {extends: {service: own}, profiles: [other]}
        plain: {image: z}
        late: {image: z}
      """,
      "late.yml": "services: {late: {profiles: [debug]}}",
    ]
    let written = ComposeFiles.asWritten(
      ["docker/compose.yml", "late.yml"], profiles: active,
      read: { files[$0].map { .text($0) } ?? .missing }, fingerprint: ComposeFixture.fingerprint)

    #expect(written.services.map(\.name) == names)
  }

  @Test func `a file that cannot be read is named, and the others are read`() {
    let written = ComposeFiles.asWritten(
      ["gone.yml", "compose.yml"],
      read: { $0 == "gone.yml" ? .missing : .text("services: {api: {image: a}}") },
      fingerprint: ComposeFixture.fingerprint)

    #expect(
      written.diagnostics.map(\.description) == [
        "gone.yml:1:1: error: the file gone.yml does not exist [FILE01]"
      ])
    #expect(written.services.map(\.name) == ["api"])
  }

  @Test func `a secret file has its fingerprint at once`() {
    let written = ComposeFiles.asWritten(
      ["docker/docker-compose.dev.yml"], read: ComposeFixture.read,
      fingerprint: ComposeFixture.fingerprint)

    let secret = written.settings.filter { $0.key.path == "exchange_key" }

    #expect(
      secret.listing
        == "secrets exchange_key = •••(length-2) <- docker/docker-compose.dev.yml:62:11 (compose)")
  }
}

extension VariableReference {
  fileprivate var summary: String {
    name + (hasDefault ? " default" : "") + (isRequired ? " required" : "")
      + " \(location.line):\(location.column)"
  }
}

extension [Setting] {
  fileprivate var values: String {
    map { "\($0.key.path) = \($0.value.text)" }.joined(separator: "\n")
  }
}
