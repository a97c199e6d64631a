import Testing

@testable import Environments
@testable import Loading

/// The values are what Compose 2.26 resolves of these files.
struct `Where a value of Compose stands` {
  private let files = [
    "docker/compose.yml": """
    services:
      base:
        image: busybox
        environment:
          E1: b
          E2: b
      web:
        extends: base
        env_file:
          - a.env
          - {path: b.env, required: false}
        environment:
          - E2=w
          - TAG
        ports:
          - 9000-9002:90-92
          - "${P}-${Q}:60-61"
      far:
        extends: {file: sub/common.yml, service: mid}
        environment: {O: o}
    """,
    "docker/sub/common.yml": """
    services:
      root:
        environment:
          D1: root
          D2: root
        env_file: c.env
      mid:
        extends: root
        environment:
          D2: mid
    """,
    "docker/a.env": "K=a\nA=a\nE1=a\n", "docker/b.env": "\nK=b\n", "docker/sub/c.env": "C=c\n",
  ]

  private func origins(of json: String) -> [String] {
    func variable(_ name: String, _ value: String, line: Int) -> Setting {
      let location = Location(file: "dev.env", line: line, column: 1)
      return Setting(
        SettingKey(.env, name),
        layerValues: [.init(.string(value), Origin(layer: .envFile, location: location))])
    }
    let plain = Environment(
      name: "dev", target: Target(project: "shop", composeFiles: ["docker/compose.yml"]),
      settings: [
        variable("P", "600", line: 2), variable("Q", "601", line: 3), variable("TAG", "7", line: 1),
      ])
    let environment = Configuration(environments: [plain]).resolved(
      ["dev": .model(json: json, warnings: [])], root: "/srv",
      read: { files[$0].map { .text($0) } ?? .missing }, fingerprint: ComposeFixture.fingerprint
    ).environments[0]
    return origins(in: environment)
  }

  private func origins(in environment: Environment) -> [String] {
    environment.settings.filter { $0.key.source == .compose }.map { setting in
      let values = setting.layerValues.reversed().map {
        "\($0.value.text) \($0.origin.location.map { "\($0.file):\($0.line)" } ?? "-")"
      }
      return "\(setting.key.path) = \(values.joined(separator: " over "))"
    }
  }

  @Test func `a variable has the line of the env file or the service that sets it last`() {
    let json = #"""
      {"services": {"web": {"environment": {
        "A": "a", "E1": "b", "E2": "w", "K": "b", "TAG": "7"}}}}
      """#

    #expect(
      origins(of: json) == [
        "services.web.environment.A = a docker/a.env:2",
        "services.web.environment.E1 = b docker/compose.yml:5 over a docker/a.env:3",
        "services.web.environment.E2 = w docker/compose.yml:13 over b docker/compose.yml:6",
        "services.web.environment.K = b docker/b.env:2 over a docker/a.env:1",
        "services.web.environment.TAG = 7 docker/compose.yml:14",
      ])
  }

  @Test func `a service of another file, and what that extends, too`() {
    let json = #"""
      {"services": {"far": {"environment": {"C": "c", "D1": "root", "D2": "mid", "O": "o"}}}}
      """#

    #expect(
      origins(of: json) == [
        "services.far.environment.C = c docker/sub/c.env:1",
        "services.far.environment.D1 = root docker/sub/common.yml:4",
        "services.far.environment.D2 = mid docker/sub/common.yml:10 over root docker/sub/common.yml:5",
        "services.far.environment.O = o docker/compose.yml:20",
      ])
  }

  @Test func `what no file sets is supplied by Compose, also to a service that extends another`() {
    let json = #"""
      {"services": {"web": {"networks": {"default": null}}, "far": {"networks": {"default": null}}}}
      """#

    #expect(
      origins(of: json) == [
        "services.far.networks.default = {} -", "services.web.networks.default = {} -",
      ])
  }

  @Test func `each port of a range has the line of the range`() {
    func port(_ published: Int, _ target: Int) -> String {
      #"{"mode": "ingress", "target": \#(target), "published": "\#(published)", "protocol": "tcp"}"#
    }
    let ports = [port(9000, 90), port(9001, 91), port(9002, 92), port(600, 60), port(601, 61)]
    let json = #"{"services": {"web": {"ports": [\#(ports.joined(separator: ","))]}}}"#

    #expect(
      origins(of: json) == [
        "services.web.ports.60/tcp = 600 docker/compose.yml:17",
        "services.web.ports.61/tcp = 601 docker/compose.yml:17",
        "services.web.ports.90/tcp = 9000 docker/compose.yml:16",
        "services.web.ports.91/tcp = 9001 docker/compose.yml:16",
        "services.web.ports.92/tcp = 9002 docker/compose.yml:16",
      ])
  }

  private let including = [
    "compose.yml": "include: [{path: a/inner.yml, project_directory: b}]\n",
    "over.yml": "services: {db: {environment: {MODE: prod}}}\n",
    "a/inner.yml": """
    include: [deep/inner.yml]
    services:
      db: {image: 'db:1', environment: {MODE: "${X:-dev}", A: a}, env_file: db.env}
    """,
    "b/deep/inner.yml": "services: {db: {environment: {A: deep, MODE: deep}}}\n",
    "b/db.env": "K=b\n", "a/db.env": "K=a\n",
  ]

  @Test func `what a file includes is below the file, and has the paths of its own project`() {
    let plain = Environment(
      name: "dev", target: Target(project: "shop", composeFiles: ["compose.yml", "over.yml"]))
    let json = #"{"services": {"db": {"environment": {"A": "a", "K": "b", "MODE": "prod"}}}}"#

    let environment = Configuration(environments: [plain]).resolved(
      ["dev": .model(json: json, warnings: [])], root: "/srv",
      read: { including[$0].map { .text($0) } ?? .missing },
      fingerprint: ComposeFixture.fingerprint
    ).environments[0]

    #expect(
      origins(in: environment).joined(separator: "\n") == """
        services.db.environment.A = a a/inner.yml:3 over deep b/deep/inner.yml:1
        services.db.environment.K = b b/db.env:1
        services.db.environment.MODE = prod over.yml:1 over ${X:-dev} a/inner.yml:3 over deep b/deep/inner.yml:1
        """)
  }

  @Test func `as written, a file is above what it includes, too`() {
    let written = ComposeFiles.asWritten(
      ["compose.yml", "over.yml"], read: { including[$0].map { .text($0) } ?? .missing },
      fingerprint: ComposeFixture.fingerprint)

    let mode = written.settings.first { $0.key.path == "services.db.environment.MODE" }
    #expect(mode?.value.text == "prod")
  }
}
