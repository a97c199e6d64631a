import Environments
import Glibc
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

    #expect(result.folder == checkout.path(".triptych/run/dev/\(result.revision)"))
    #expect(result.hasChanged)
    #expect(
      try checkout.text(".triptych/run/dev/current/config/config.json")
        == "{\"schema_version\":1}\n")
    #expect(checkout.mode(".triptych/run/dev/current/config/config.json") == "444")
    #expect(checkout.mode(".triptych/run/dev/current/config") == "755")
    #expect(checkout.mode(".triptych") == "700")
  }

  @Test func `Compose learns where it is and which revision it has`() throws {
    let result = try workspace.render(environment: "dev", json: "abc")

    #expect(Revision.isName(result.revision))
    #expect(result.environmentFile == result.folder + "/compose.env")
    #expect(
      try checkout.text(".triptych/run/dev/current/compose.env") == """
        # Written by triptych render; changes are overwritten.
        TRIPTYCH_RUN="\(result.folder)"
        TRIPTYCH_SECRETS="\(result.folder)/secrets"
        TRIPTYCH_REVISION=\(result.revision)
        TRIPTYCH_FILES_REVISION=e3b0c44298fc

        """)
    #expect(checkout.mode(".triptych/run/dev/current/compose.env") == "444")
  }

  @Test func `an environment is rendered from its settings`() throws {
    let environment = Environment(
      name: "dev", tier: .development, target: Target(project: "trading-dev"))

    let result = try workspace.render(environment, user: "tester")

    #expect(result.folder == checkout.path(".triptych/run/dev/\(result.revision)"))
    #expect(
      try checkout.text(".triptych/run/dev/current/config/config.json")
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
      try checkout.text(".triptych/run/dev/current/compose.env").hasSuffix(
        "TRIPTYCH_FILES_REVISION=e3b0c44298fc\nTRADING_API_IMAGE=trading-api:mine\n"))
  }

  @Test func `what is unchanged is not written again`() throws {
    _ = try workspace.render(environment: "dev", json: "abc")
    let before = checkout.inode(".triptych/run/dev/current/config/config.json")

    let again = try workspace.render(environment: "dev", json: "abc")

    #expect(!again.hasChanged)
    #expect(checkout.inode(".triptych/run/dev/current/config/config.json") == before)
  }

  @Test func `a container that starts again reads what it was launched with`() throws {
    let first = try workspace.render(
      environment: "dev", json: "abc", copied: ["token": Array("old".utf8)])
    let second = try workspace.render(
      environment: "dev", json: "abcd", copied: ["token": Array("new".utf8)])

    #expect(second.hasChanged)
    #expect(workspace.currentRevision(of: "dev")?.name == second.revision)
    #expect(try contents(of: first) == ["abc", "old"])
    #expect(try contents(of: second) == ["abcd", "new"])
    let folder = ".triptych/run/dev/\(first.revision)"
    #expect(
      ["", "/config", "/secrets"].map { checkout.mode(folder + $0) } == ["755", "755", "755"])
    #expect(checkout.mode(folder + "/secrets/token") == "444")
    #expect(checkout.mode(".triptych/run/dev") == "700")
  }

  private func contents(of result: RenderResult) throws -> [String] {
    let folder = ".triptych/run/dev/\(result.revision)"
    return [
      try checkout.text(folder + "/config/config.json"),
      try checkout.text(folder + "/secrets/token"),
    ]
  }

  @Test func `only a development environment is rewritten in place`() throws {
    var environment = Environment(
      name: "dev", tier: .development, target: Target(project: "trading-dev"))
    #expect(throws: FileError.self) { try workspace.renderInPlace(environment) }
    let result = try workspace.render(environment: "dev", json: "abc")

    let file = try workspace.renderInPlace(environment)
    environment.tier = .staging
    #expect(throws: FileError.self) { try workspace.renderInPlace(environment) }

    #expect(file == result.folder + "/config/config.json")
    #expect(
      try checkout.text(".triptych/run/dev/current/config/config.json").contains("development"))
    #expect(checkout.mode(".triptych/run/dev/current/config/config.json") == "444")
  }

  @Test func `a secret that was replaced makes another revision, and going back finds the first`()
    throws
  {
    func revision(_ secret: String) throws -> String {
      try workspace.render(environment: "dev", json: "abc", copied: ["token": Array(secret.utf8)])
        .revision
    }

    let first = try revision("a")
    let second = try revision("b")
    let third = try revision("a")

    #expect(first != second)
    #expect(third == first)
    #expect(workspace.currentRevision(of: "dev")?.name == first)
  }

  @Test func `only what no container mounts is removed, and never the current revision`() throws {
    let revisions = try ["a", "b", "c", "d"].map {
      try workspace.render(environment: "dev", json: $0).revision
    }
    let run = checkout.path(".triptych/run/dev")

    workspace.removeRevisions(
      of: "dev",
      unless: ["\(run)/\(revisions[0])/config", "\(run)/\(revisions[1])-else/config", "/var/lib"])

    #expect(
      try checkout.names(".triptych/run/dev")
        == [revisions[0], revisions[3], "current"].sorted())
  }

  @Test func `a revision that was damaged is made anew, and the damaged one is not written`() throws
  {
    let first = try workspace.render(environment: "dev", json: "abc")
    let file = ".triptych/run/dev/\(first.revision)/config/config.json"
    let before = checkout.inode(file)
    chmod(checkout.path(file), 0o644)
    try checkout.write(file, "changed")

    let again = try workspace.render(environment: "dev", json: "abc")

    #expect(again.revision == first.revision)
    #expect(again.hasChanged)
    #expect(try checkout.text(file) == "abc")
    #expect(checkout.inode(file) != before)
  }

  @Test(arguments: ["..", "../staging", "/etc", "config"])
  func `a link that names no revision is not followed`(target: String) throws {
    _ = try workspace.render(environment: "dev", json: "abc")
    try checkout.remove(".triptych/run/dev/current")
    checkout.link(".triptych/run/dev/current", to: target)

    #expect(workspace.currentRevision(of: "dev") == nil)
  }

  @Test func `a folder where the configuration was rendered in place stays for its containers`()
    throws
  {
    try checkout.write(".triptych/run/dev/config/config.json", "old")
    try checkout.write(".triptych/run/dev/compose.env", "")

    let result = try workspace.render(environment: "dev", json: "new")
    workspace.removeRevisions(of: "dev", unless: [])

    #expect(try checkout.text(".triptych/run/dev/config/config.json") == "old")
    #expect(workspace.currentRevision(of: "dev")?.name == result.revision)
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
