import Environments
import Foundation
import Glibc
import Loading
import Processes
import TestSupport
import Testing

@testable import Operations

/// Looking at a repository from elsewhere must run nothing, fetch nothing, and bring no other file onto the screen.
struct `A repository that means harm` {
  let checkout: Checkout

  init() throws {
    checkout = try Checkout()
    try checkout.write("outside/secret.env", "STOLEN=treasure\n")
    try checkout.write(
      "outside/compose.yaml", "services:\n  stolen: {image: treasure}\n")
    try checkout.makeFolder("root")
  }

  @Test(arguments: [
    "include: ['https://example.invalid/stack.git']\nservices: {web: {image: a}}\n",
    "include: ['oci://example.invalid/stack:1']\nservices: {web: {image: a}}\n",
    "include: ['git@example.invalid:stack.git']\nservices: {web: {image: a}}\n",
    "include: [{path: ['github.com/a/b.git#main:compose.yaml']}]\nservices: {web: {image: a}}\n",
    "services: {web: {extends: {file: ../outside/compose.yaml, service: stolen}}}\n",
    "services: {web: {image: a, env_file: ../outside/secret.env}}\n",
    "services: {web: {image: a, env_file: [{path: ../outside/secret.env}]}}\n",
    "services: {web: {image: a, env_file: '${HOME}/.netrc'}}\n",
    "services: {web: {image: a, env_file: ~/.netrc}}\n",
    "services: {web: {image: a, env_file: /etc/passwd}}\n",
    "services: {web: {image: a, env_file: link.env}}\n",
    "services: {web: {image: a, env_file: pipe.env}}\n",
    "include: [{path: inner.yaml, project_directory: ../outside}]\n",
    "include: [{path: inner.yaml, project_directory: /etc}]\n",
    "include: [{path: other.yaml, project_directory: a}, {path: other.yaml, project_directory: .}]\n",
    "include: [inner.yaml]\n",
    "x-key: &key env_file\nservices: {web: {image: a, *key : ../outside/secret.env}}\n",
    "services: {web: {image: a}}\n---\nservices: {web: {env_file: ../outside/secret.env}}\n",
  ])
  func `Compose is not asked about files that lead elsewhere, and the reason is told`(
    text: String
  ) async throws {
    try checkout.write("root/compose.prod.yaml", text)
    try checkout.write("root/inner.yaml", "services: {a: {image: a, env_file: link.env}}\n")
    try checkout.write("root/other.yaml", "services: {b: {image: a, env_file: link.env}}\n")
    checkout.link("root/link.env", to: "../outside/secret.env")
    mkfifo(checkout.path("root/pipe.env"), 0o600)

    let (configuration, ran) = try await looked()

    #expect(configuration.environments.map(\.name) == ["prod"])
    #expect(configuration.problems.contains { $0.code == "DSC04" }, "\(configuration.problems)")
    #expect(ran == 0)
    #expect(!"\(configuration)".contains("treasure"))
  }

  @Test func `a bomb of aliases, a huge file and a broken one are told, not opened by Compose`()
    async throws
  {
    let bomb =
      "a: &a [x,x,x,x,x,x,x,x,x]\n"
      + (98...105).map { code in
        let name = String(UnicodeScalar(UInt8(code)))
        let before = String(UnicodeScalar(UInt8(code - 1)))
        return "\(name): &\(name) ["
          + Array(repeating: "*\(before)", count: 9).joined(separator: ",")
          + "]\n"
      }.joined()
    try checkout.write("root/compose.dev.yaml", bomb + "services: {web: {image: a}}\n")
    try checkout.write("root/compose.qa.yaml", "services: {web: [}\n")
    try checkout.write("root/compose.prod.yaml", "")
    truncate(checkout.path("root/compose.prod.yaml"), 100 << 20)

    let (configuration, ran) = try await looked()

    #expect(configuration.environments.map(\.name) == ["dev", "qa", "prod"])
    #expect(Set(configuration.problems.map(\.code)).isSuperset(of: ["YAML03", "FILE04", "DSC04"]))
    #expect(ran == 0)
  }

  @Test
  func `a pipe, a link out and a file that may not be read in a Compose file's place are told`()
    async throws
  {
    mkfifo(checkout.path("root/compose.yaml"), 0o600)
    checkout.link("root/compose.prod.yaml", to: "../outside/compose.yaml")
    checkout.link("root/compose.qa.yaml", to: "compose.qa.yaml")

    let (configuration, ran) = try await looked()

    let reasons = configuration.problems.filter { $0.code == "FILE02" }.map(\.message).sorted()
    #expect(
      reasons == [
        "the file compose.prod.yaml cannot be read: its link leads outside the repository",
        "the file compose.qa.yaml cannot be read: Too many levels of symbolic links",
        "the file compose.yaml cannot be read: it is not a regular file",
      ])
    #expect(ran == 0)
    #expect(!"\(configuration)".contains("treasure"))
  }

  @Test func `links to folders, in circles or out, are not walked`() throws {
    try checkout.write("root/deploy/prod.yml", "services: {web: {image: a}}\n")
    checkout.link("root/deploy/again", to: "..")
    checkout.link("root/outside", to: "../outside")
    try checkout.write("root/node_modules/x/compose.dev.yaml", "services: {web: {image: a}}\n")
    try checkout.write("root/.git/compose.dev.yaml", "services: {web: {image: a}}\n")
    try checkout.write("root/a/b/c/d/e/f/compose.dev.yaml", "services: {web: {image: a}}\n")

    let listing = try Workspace(root: checkout.path("root")).listing()

    #expect(listing.paths == ["deploy/prod.yml"])
    #expect(listing.cut == nil)
  }

  @Test func `a search among thousands of files ends, and says so`() throws {
    for number in 0..<2_100 { try checkout.write("root/\(number).yaml", "") }

    let discovery = try Workspace(root: checkout.path("root")).discovery()

    #expect(discovery.diagnostics.map(\.code) == ["DSC02"])
  }

  @Test(.enabled(if: Layout.hasCompose))
  func `Compose itself reads no variables that nobody passed, and starts no git`() async throws {
    try checkout.write("root/compose.prod.yaml", "services: {web: {image: 'a:${TAG-none}'}}\n")
    checkout.link("root/.env", to: "../outside/secret.env")
    try checkout.write("bin/git", "#!/bin/sh\ntouch '\(checkout.path("git-ran"))'\n")
    chmod(checkout.path("bin/git"), 0o755)
    var caller = ProcessInfo.processInfo.environment
    caller["PATH"] = checkout.path("bin") + ":" + (caller["PATH"] ?? "")
    let configuration = load(try request())

    let docker = await Docker.discover(caller: caller)
    var environment = try #require(configuration.environments.first)
    environment.target.envFiles = []
    let answer = await docker.composeAnswer(for: environment, root: checkout.path("root"))
    try checkout.write(
      "root/compose.prod.yaml", "include: ['https://github.com/a/b.git']\n")
    let remote = await docker.composeAnswer(for: environment, root: checkout.path("root"))

    #expect("\(answer)".contains("a:none"), "\(answer)")
    #expect(!"\(answer)".contains("treasure"))
    if case .model = remote { Issue.record("it was fetched") }
    #expect(access(checkout.path("git-ran"), F_OK) != 0)
  }

  private func request() throws -> LoadRequest {
    let workspace = try Workspace(root: checkout.path("root"))
    var request = LoadRequest(
      environmentFiles: [], read: { workspace.read($0) },
      fingerprint: { _ in Fingerprint("hidden") })
    request.discovery = workspace.discovery()
    return request
  }

  /// What is known without and with Compose, and how often Compose was run.
  private func looked() async throws -> (Configuration, ran: Int) {
    let configuration = load(try request())
    let runner = FakeCommandRunner([])
    _ = await docker(runner).composeAnswers(
      for: configuration.environments, root: checkout.path("root"))
    return (configuration, runner.ran.count)
  }
}
