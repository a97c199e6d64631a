import Foundation
import Processes
import TestSupport
import Testing

@testable import Operations

struct `triptych accept` {
  let checkout: Checkout
  private static let file = "configs/accepted-differences.yaml"

  init() throws {
    checkout = try Checkout()
    for (name, level) in [("dev", "debug"), ("prod", "warning")] {
      try checkout.write(
        "configs/environment/\(name).yaml",
        """
        schema_version: 1
        target: {project: \(name)}
        logging: {level: \(level)}
        """)
    }
  }

  @Test func `writes the entry, after which the difference is no longer open`() async throws {
    let before = await triptych("diff", "--exit-code")
    let result = await triptych(
      "accept", "logging.level", "--reason", "Less in production")
    let after = await triptych("diff", "--exit-code")

    #expect(before.ending == .exited(code: 1))
    #expect(
      result.output == """
        configs/accepted-differences.yaml:3: this entry is added
        - key: logging.level
          source: settings
          environments: [dev, prod]
          reason: Less in production
          values: {dev: debug, prod: warning}

        """)
    #expect(result.isSuccess)
    #expect(after.isSuccess, "\(after.output)")
    #expect(checkout.mode(Self.file) == "644")
  }

  @Test func `replaces an entry that lapsed, and keeps the file's permissions`() async throws {
    _ = await triptych("accept", "logging.level", "--reason", "Less")
    chmod(checkout.path(Self.file), 0o664)
    try checkout.write(
      "configs/environment/prod.yaml",
      "schema_version: 1\ntarget: {project: prod}\nlogging: {level: error}\n")

    let lapsed = await triptych("validate")
    let result = await triptych("accept", "logging.level", "--reason", "Even less")

    #expect(
      lapsed.output.contains(
        "hint: when the new values are intended: triptych accept settings:logging.level --reason …")
    )
    #expect(result.output.hasPrefix("\(Self.file):3: this entry is replaced\n"))
    #expect(checkout.mode(Self.file) == "664")
    #expect(try checkout.text(Self.file).contains("values: {dev: debug, prod: error}"))
    #expect(try !checkout.text(Self.file).contains("reason: Less\n"))
  }

  @Test func `shows the entry and writes nothing when it is only tried`() async throws {
    let result = await triptych(
      "accept", "settings:logging.level", "--reason", "x", "--dry-run", "--format", "json")

    #expect(result.output.contains(#""written" : false"#))
    #expect(!FileManager.default.fileExists(atPath: checkout.path(Self.file)))
  }

  @Test func `says so when nothing is to be accepted`() async throws {
    _ = await triptych("accept", "logging.level", "--reason", "Less")

    let again = await triptych("accept", "logging.level", "--reason", "Less")
    let equal = await triptych("accept", "environment.tier", "--reason", "x")
    let unknown = await triptych("accept", "logging.levels", "--reason", "x")

    #expect(again.output == "logging.level is accepted already: Less\n")
    #expect(again.isSuccess)
    #expect(equal.ending == .exited(code: 1))
    #expect(unknown.ending == .exited(code: 64))
  }

  @Test(arguments: [["--reason", " "], ["--reason", "two\nlines"], ["dev", "--reason", "x"], []])
  func `wants a reason of one line, and two environments`(words: [String]) async {
    let result = await triptych(["accept", "logging.level"] + words)

    #expect(result.ending == .exited(code: 64))
  }

  @Test func `a file that is a link, or written in brackets, is left to a hand`() async throws {
    try checkout.write("elsewhere.yaml", "[]\n")
    checkout.link(Self.file, to: "../elsewhere.yaml")
    let link = await triptych("accept", "logging.level", "--reason", "x")
    try checkout.remove(Self.file)
    try checkout.write(Self.file, "[]\n")
    let brackets = await triptych("accept", "logging.level", "--reason", "x")

    #expect(link.ending == .exited(code: 1))
    #expect(link.errors == "error: \(Self.file) is a link: edit the file that it leads to\n")
    #expect(brackets.ending == .exited(code: 1))
    #expect(brackets.errors.contains("add the entry by hand"))
    #expect(brackets.output.hasPrefix("- key: logging.level\n"))
    #expect(try checkout.text("elsewhere.yaml") == "[]\n")
  }

  private func triptych(_ words: String...) async -> CommandResult { await triptych(words) }

  private func triptych(_ words: [String]) async -> CommandResult {
    var environment = ProcessInfo.processInfo.environment
    // No engine is asked: none answers there.
    environment["DOCKER_HOST"] = "unix:///nowhere/docker.sock"
    return await SubprocessRunner().run(
      Command(
        BuiltProducts.folder + "/triptych", ["-C", checkout.root] + words,
        environment: environment, deadline: .seconds(60)))
  }
}

struct `Writing an acceptance` {
  @Test func `is refused when somebody has changed the file since it was shown`() throws {
    let checkout = try Checkout()
    let workspace = try checkout.workspace()
    let edit = try workspace.edit(
      .init(key: .init(.settings, "a"), environments: ["dev", "prod"], reason: "x"))
    try checkout.write("configs/accepted-differences.yaml", "# Somebody's.\n")

    #expect(throws: AcceptanceFailure.self) { try workspace.write(edit) }
    #expect(try checkout.text("configs/accepted-differences.yaml") == "# Somebody's.\n")
  }
}
