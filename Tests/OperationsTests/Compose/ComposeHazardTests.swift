import Environments
import Foundation
import TestSupport
import Testing

@testable import Operations

/// A file that may never end, or that takes too much to read, is handed to no program, whoever declared it.
struct `Files that Compose is not given` {
  private let checkout = LaunchCheckout()

  init() throws {
    try FileManager.default.createDirectory(
      atPath: "\(checkout.root)/docker", withIntermediateDirectories: true)
    try checkout.write("services: {api: {image: a, env_file: api.env}}\n", to: compose)
    try checkout.write("A=1\n", to: "docker/.env.dev")
  }

  private let compose = "docker/docker-compose.dev.yml"

  @Test(arguments: ["docker/docker-compose.dev.yml", "docker/.env.dev", "docker/api.env"])
  func `a pipe in place of a file ends nothing and hangs nothing`(path: String) async throws {
    unlink("\(checkout.root)/\(path)")
    #expect(mkfifo("\(checkout.root)/\(path)", 0o600) == 0)

    try await expectRefusal("the file \(path) cannot be read: it is not a regular file")
  }

  @Test(arguments: ["docker/docker-compose.dev.yml", "docker/.env.dev", "docker/api.env"])
  func `a file of 16 MB is not passed on`(path: String) async throws {
    try checkout.write(String(repeating: "# a long line\n", count: 1_200_000), to: path)

    try await expectRefusal(
      "the file \(path) has 16800000 bytes, and more than 1048576 are not read")
  }

  @Test(arguments: ["docker/docker-compose.dev.yml", "docker/.env.dev"])
  func `expressions inside one another are not passed on`(path: String) async throws {
    let nested = String(repeating: "${A:-", count: 8000) + String(repeating: "}", count: 8000)
    let isCompose = path.hasSuffix("yml")
    try checkout.write(
      isCompose ? "services: {api: {image: '\(nested)'}}\n" : "B=\(nested)\n", to: path)

    try await expectRefusal("\(path) has more than 100 expressions inside one another")
  }

  @Test func `an alias bomb is not passed on`() async throws {
    var text = "x-a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n"
    for level in 1...8 {
      let items = [String](repeating: "*a\(level - 1)", count: 10).joined(separator: ", ")
      text += "x-a\(level): &a\(level) [\(items)]\n"
    }
    try checkout.write(text + "services: {api: {image: a}}\n", to: compose)

    try await expectRefusal("the document has more than 400000 nodes, aliases expanded")
  }

  @Test func `variables that double at every line are not passed on`() async throws {
    let lines = (1...40).map { "B\($0)=${B\($0 - 1)}${B\($0 - 1)}\n" }
    try checkout.write("B0=x\n" + lines.joined(), to: "docker/.env.dev")

    try await expectRefusal("docker/.env.dev:")
  }

  @Test func `a chain of 3,000 services is not passed on`() async throws {
    let services = (1...3000).map { "  s\($0):\n    image: a\n    depends_on: [s\($0 - 1)]\n" }
    try checkout.write("services:\n  s0: {image: a}\n" + services.joined(), to: compose)

    try await expectRefusal(
      ": the services wait for one another in more ways than Compose can check")
  }

  @Test(arguments: [
    "depends_on: [s1, s2]", "depends_on: {s1: {condition: service_started}, s2: {condition: x}}",
    "links: ['s1:one', s2]", "{network_mode: 'service:s1', ipc: 'service:s2'}",
  ])
  func `a ladder of 60 services, with two ways at every step, is not passed on`(step: String)
    async throws
  {
    let keys = step.hasPrefix("{") ? String(step.dropFirst().dropLast()) : step
    let services = (2...60).map { number in
      let waits = keys.replacing("s1", with: "t\(number - 1)").replacing(
        "s2", with: "t\(number - 2)")
      return "  t\(number): {image: a, \(waits)}\n"
    }
    try checkout.write("services:\n  t0: {image: a}\n" + services.joined(), to: compose)

    try await expectRefusal("the services wait for one another in more ways than Compose can check")
  }

  @Test func `a large project with a usual shape is passed on`() throws {
    let workspace = try checkout.workspace()
    let services = (10...1500).map {
      "  s\($0):\n    image: a\n    depends_on: [s\($0 % 5), s\(5 + $0 % 5)]\n"
    }
    let chain = (1...200).map { "  c\($0): {image: a, depends_on: [c\($0 - 1)]}\n" }
    try checkout.write("services:\n" + (services + chain).joined(), to: compose)

    #expect(
      environment().composeHazard(envFiles: ["docker/.env.dev"]) { workspace.read($0) } == nil)
  }

  @Test func `a cycle is for Compose to tell`() throws {
    let workspace = try checkout.workspace()
    try checkout.write(
      "services: {a: {image: a, depends_on: [b]}, b: {image: a, depends_on: [a]}}\n", to: compose)

    #expect(
      environment().composeHazard(envFiles: ["docker/.env.dev"]) { workspace.read($0) } == nil)
  }

  @Test func `a file that breaks off is not passed on`() async throws {
    try checkout.write("services: {web: [\n", to: compose)

    try await expectRefusal("\(compose):")
  }

  @Test func `a link to a device outside is not passed on`() async throws {
    unlink("\(checkout.root)/docker/api.env")
    #expect(symlink("/dev/zero", "\(checkout.root)/docker/api.env") == 0)

    try await expectRefusal("the file docker/api.env cannot be read: it is not a regular file")
  }

  @Test func `what Compose refuses quickly is for Compose to tell`() throws {
    let workspace = try checkout.workspace()
    for text in ["services: {a: {env_file: missing.env}}", "services: []", "a: !custom b"] {
      try checkout.write(text, to: compose)
      #expect(
        environment().composeHazard(envFiles: ["docker/.env.dev"]) { workspace.read($0) } == nil)
    }
  }

  private func expectRefusal(_ reason: String) async throws {
    let runner = FakeCommandRunner([])
    let launcher = try checkout.launcher(runner)
    for verb in Plan.Verb.allCases {
      let plan = await launcher.plan(verb, environment())
      guard case .failure(let refusal) = plan, case .refused(let words) = refusal.verdict else {
        Issue.record("\(verb) was planned")
        continue
      }
      #expect(words.contains(reason))
    }
    let answer = await launcher.docker.composeAnswer(for: environment(), root: checkout.root)
    guard case .withheld(let words) = answer else {
      Issue.record("Compose was asked: \(answer)")
      return
    }
    #expect(words.contains(reason))
    #expect(runner.ran.isEmpty)
  }
}
