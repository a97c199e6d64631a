import FoundationEssentials
import Processes
import TestSupport
import Testing

/// The commands, on a copy of the shipped environments, without docker.
@Suite(.serialized)
struct `The commands` {
  private static let root = Console.copy("commands")

  @Test func `validate finds nothing wrong with what is shipped`() async {
    let result = await triptych("validate", "--offline")

    #expect(result.ending == .exited(code: 0))
    #expect(result.output == "3 environments, no problems\n")
  }

  @Test func `a proof that the shipped environments demand and no test gives is an error`() async {
    let result = await triptych(
      "validate", "--offline", "--set", "smoke.tests.no-key-refused.proves=none")

    #expect(result.ending == .exited(code: 1))
    #expect(result.output.hasSuffix("\n3 environments, 2 errors, 0 warnings\n"))
    #expect(
      result.output.contains(
        "error: no smoke test proves authentication: requests without a valid key are refused"
      ))
  }

  @Test func `diff counts what is accepted, and lists it when it is asked to`() async throws {
    let brief = await triptych("diff", "--offline").output.split(separator: "\n")
    let whole = await triptych("diff", "--offline", "--accepted").output.split(separator: "\n")

    #expect(try #require(brief.last).hasSuffix("not shown; --accepted shows them."))
    #expect(!brief.contains { $0.contains("accepted: ") })
    #expect(try #require(whole.last).hasSuffix(" of them accepted."))
    #expect(whole.contains { $0.contains("accepted: ") })
  }

  @Test func `changing one value of prod changes exactly one row of diff`() async throws {
    let before = await triptych("diff", "--offline", "--format", "json")
    try Console.edit(
      "configs/environment/prod.yaml", "max_order_quantity: 500", "max_order_quantity: 501",
      in: Self.root)
    let after = await triptych("diff", "--offline", "--format", "json")
    try Console.edit(
      "configs/environment/prod.yaml", "max_order_quantity: 501", "max_order_quantity: 500",
      in: Self.root)

    let lines = zip(before.output.split(separator: "\n"), after.output.split(separator: "\n"))
    let changed = lines.filter { $0.0 != $0.1 }.map { $0.1.drop { $0 == " " } }

    #expect(changed == [#""value" : 501"#])
    #expect(before.output.count == after.output.count)
  }

  @Test func `every problem of every file is reported at once, each with its position`()
    async throws
  {
    try Console.edit("configs/environment/prod.yaml", "mode: live", "mode: lively", in: Self.root)
    try Console.edit("configs/environment/dev.yaml", "interval: 2s", "intervall: 2s", in: Self.root)
    let result = await triptych("validate", "--offline")
    try Console.edit("configs/environment/prod.yaml", "mode: lively", "mode: live", in: Self.root)
    try Console.edit("configs/environment/dev.yaml", "intervall: 2s", "interval: 2s", in: Self.root)

    let places = result.output.split(separator: "\n").filter { $0.hasPrefix("configs/") }
      .map { $0.split(separator: " ")[0] }

    #expect(result.ending == .exited(code: 1))
    #expect(places.contains { $0.hasPrefix("configs/environment/dev.yaml:") })
    #expect(places.contains { $0.hasPrefix("configs/environment/prod.yaml:") })
    #expect(result.output.contains("did you mean interval?"), "\(result.output)")
  }

  @Test(arguments: [
    "diff --offline --format markdown", "list", "show dev --offline", "schema",
    "validate --offline", "keys", "explain dev trading.max_order_quantity --offline",
    "screen overview --offline",
    "doctor", "init --dry-run --example -C /tmp", "--help", "--version",
  ])
  func `an answer that cannot be written ends with 74 and the reason`(words: String) async {
    let result = await shell("\(program) \(words) >/dev/full")

    #expect(result.ending == .exited(code: 74), "\(result.errors)")
    #expect(
      result.errors.hasSuffix("error: the answer cannot be written: No space left on device\n"))
  }

  @Test func `a closed pipe ends quietly`() async {
    let result = await shell("\(program) schema | head -1")

    #expect(result.output == "{\n")
    #expect(result.errors == "")
  }

  private var program: String { shellQuoted(BuiltProducts.folder + "/triptych") }

  private func shell(_ script: String) async -> CommandResult {
    await SubprocessRunner().run(
      Command(
        "/bin/sh", ["-c", script], environment: ["PATH": "/usr/bin:/bin", "TERM": "xterm"],
        workingDirectory: Self.root, deadline: .seconds(60)))
  }

  @Test func `an environment that is not there is a usage error with the nearest name`() async {
    let result = await triptych("show", "prodd", "--offline")

    #expect(result.ending == .exited(code: 64))
    #expect(result.errors.hasSuffix("  hint: did you mean prod?\n"))
  }

  @Test func `explain says which file won, and which it beat`() async {
    let result = await triptych("explain", "prod", "logging.level", "--offline")

    #expect(result.output.contains("wins        warning  configs/environment/prod.yaml:"))
    #expect(result.output.contains("overridden  info     configs/environment/base.yaml:"))
  }

  @Test func `explain says what Compose is given`() async {
    let result = await triptych("explain", "prod", "--compose", "--offline")

    #expect(result.ending == .exited(code: 0), "\(result.errors)")
    #expect(result.output.hasPrefix("What Compose is given for prod\n"))
    #expect(result.output.contains(" compose -p trading-prod "))
    #expect(result.output.contains("config --format json\n"))
    #expect(
      result.output.contains("  digest     unknown: Compose is not asked, because of --offline"))
  }

  @Test func `show says when it is triptych's reading and not Compose's`() async {
    let result = await triptych("show", "prod", "logging", "--offline")

    #expect(
      result.errors
        == "note: prod is shown as triptych reads it; Compose has not answered (--offline)\n")
  }

  private func triptych(_ words: String...) async -> CommandResult {
    await SubprocessRunner().run(
      Command(
        BuiltProducts.folder + "/triptych", ["-C", Self.root] + words,
        environment: ["HOME": Self.root, "PATH": "/usr/bin:/bin"]
          .merging(SanitizerOptions.inherited) { $1 }, deadline: .seconds(30)))
  }
}
