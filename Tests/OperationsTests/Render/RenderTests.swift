import Environments
import Loading
import Testing

@testable import Operations

struct `Rendering an environment` {
  let checkout: Checkout
  let workspace: Workspace

  init() throws {
    checkout = try Checkout()
    workspace = try checkout.workspace()
  }

  @Test func `the configuration is there for a container, and the host is guarded`() throws {
    let result = try workspace.render(environment: "dev", json: "{\"schema_version\":1}\n")

    #expect(result.folder == checkout.path(".triptych/run/dev"))
    #expect(result.hasChanged)
    #expect(
      try checkout.text(".triptych/run/dev/config/config.json") == "{\"schema_version\":1}\n")
    #expect(checkout.mode(".triptych/run/dev/config/config.json") == "444")
    #expect(checkout.mode(".triptych/run/dev/config") == "755")
    #expect(checkout.mode(".triptych") == "700")
  }

  @Test func `Compose learns where it is and which revision it has`() throws {
    let result = try workspace.render(environment: "dev", json: "abc")

    #expect(result.revision == "ba7816bf8f01")
    #expect(result.environmentFile == checkout.path(".triptych/run/dev/compose.env"))
    #expect(
      try checkout.text(".triptych/run/dev/compose.env") == """
        # Written by triptych render; changes are overwritten.
        TRIPTYCH_RUN="\(checkout.root)/.triptych/run/dev"
        TRIPTYCH_SECRETS="\(checkout.root)/.triptych/secrets/dev"
        TRIPTYCH_REVISION=ba7816bf8f01
        TRIPTYCH_FILES_REVISION=e3b0c44298fc

        """)
    #expect(checkout.mode(".triptych/run/dev/compose.env") == "600")
  }

  @Test func `an environment is rendered from its settings`() throws {
    let environment = Environment(
      name: "dev", tier: .development, target: Target(project: "trading-dev"))

    let result = try workspace.render(environment, user: "tester")

    #expect(result.folder == checkout.path(".triptych/run/dev"))
    #expect(
      try checkout.text(".triptych/run/dev/config/config.json")
        == environment.renderedConfiguration)
  }

  @Test(arguments: ["/srv/it's # here", "/a \"b\"/$c/${d}/$$e\\f\\n\ng", "/é/日本"])
  func `a quoted value is read back as it was`(value: String) {
    let text = "A=\(Workspace.quoted(value))\n"

    let (file, diagnostics) = EnvFile.parse(text, file: "compose.env")

    #expect(file.entries.map { plainText($0.value) } == [value])
    #expect(diagnostics == [])
  }

  @Test func `local choices of images are passed on`() throws {
    try checkout.write(".triptych/images.env", "TRADING_API_IMAGE=trading-api:mine")

    _ = try workspace.render(environment: "dev", json: "abc")

    #expect(
      try checkout.text(".triptych/run/dev/compose.env").hasSuffix(
        "TRIPTYCH_FILES_REVISION=e3b0c44298fc\nTRADING_API_IMAGE=trading-api:mine\n"))
  }

  @Test func `what is unchanged is not written again`() throws {
    _ = try workspace.render(environment: "dev", json: "abc")
    let before = checkout.inode(".triptych/run/dev/config/config.json")

    let again = try workspace.render(environment: "dev", json: "abc")

    #expect(!again.hasChanged)
    #expect(checkout.inode(".triptych/run/dev/config/config.json") == before)
  }

  @Test func `a change keeps the folder and replaces the file`() throws {
    _ = try workspace.render(environment: "dev", json: "abc")
    let folder = checkout.inode(".triptych/run/dev/config")

    let changed = try workspace.render(environment: "dev", json: "abcd")

    #expect(changed.hasChanged)
    #expect(changed.revision == "88d4266fd4e6")
    #expect(checkout.inode(".triptych/run/dev/config") == folder)
    #expect(try checkout.text(".triptych/run/dev/config/config.json") == "abcd")
  }

  @Test(arguments: ["", ".", "..", "a/b", "a\\"])
  func `a name that is a path is refused`(name: String) throws {
    let failure = #expect(throws: FileError.self) {
      try workspace.render(environment: name, json: "abc")
    }

    #expect(
      failure?.description == "cannot render \(name): an environment's name cannot be a path")
  }

  @Test func `a value is quoted for the reader of env files`() {
    #expect(Workspace.quoted("/srv/it's here") == "\"/srv/it's here\"")
    #expect(Workspace.quoted("/a \"b\"/$c/d\\e\nf\rg") == #""/a \"b\"/\$c/d\\e\nf\rg""#)
  }

  @Test func `the revision changes with each secret and tells nothing of it`() throws {
    let bare = try workspace.render(environment: "dev", json: "abc").revision
    func revision(_ secrets: [String: [UInt8]?]) throws -> String {
      try workspace.render(environment: "dev", json: "abc", secrets: secrets).revision
    }

    let first = try revision(["token": Array("hunter2".utf8)])
    let same = try revision(["token": Array("hunter2".utf8)])
    let others = [
      try revision(["token": Array("hunter3".utf8)]), try revision(["token": nil]),
      try revision(["tok": Array("enhunter2".utf8)]),
      try revision(["token": Array("hunter2".utf8), "other": []]), bare,
    ]

    #expect(first == same)
    #expect(Set(others + [first]).count == 6)
    try checkout.write(".triptych/fingerprint.key", String(repeating: "k", count: 32))
    #expect(try revision(["token": Array("hunter2".utf8)]) != first)
  }

  @Test func `a file that the Compose files name changes their revision and no other`() throws {
    try checkout.write(
      "docker/a/compose.yml",
      """
      configs:
        inside: {file: ../prometheus.yml}
        rules: {file: "./${RULES:-rules.yml}"}
        outside: {file: /etc/hostname}
        unset: {file: "${NOBODY}/x"}
      secrets:
        mounted: {file: "${TRIPTYCH_SECRETS:?}/mounted"}
      """)
    try checkout.write("docker/prometheus.yml", "a")
    try checkout.write("docker/a/rules.yml", "b")
    let environment = Environment(
      name: "dev", target: Target(project: "p", composeFiles: ["docker/a/compose.yml"]))
    func render() throws -> RenderResult { try workspace.render(environment, user: "tester") }

    let first = try render()
    try checkout.write("docker/prometheus.yml", "c")
    let second = try render()
    try checkout.write("docker/a/rules.yml", "d")
    let third = try render()
    try checkout.write(".triptych/secrets/dev/mounted", "e")
    let fourth = try render()

    #expect(Set([first, second, third].map(\.filesRevision)).count == 3)
    #expect(Set([first, second, third].map(\.revision)).count == 1)
    #expect(fourth.filesRevision == third.filesRevision)
    #expect(fourth.revision != third.revision)
  }

  private func plainText(_ value: EnvValue) -> String? {
    if case .plain(let text) = value { text } else { nil }
  }
}
