import Processes
import TestSupport
import Testing

@testable import Operations

/// `triptych validate` in a repository that declares nothing.
struct `triptych validate` {
  let checkout: Checkout

  init() throws {
    checkout = try Checkout()
    try checkout.makeFolder("shop/.git")
    try checkout.write(
      "shop/compose.yaml",
      """
      services:
        web:
          image: nginx:1.27
          healthcheck: {test: [CMD, "true"]}
          restart: always
          logging: {driver: local}
        db:
          image: postgres:16
          healthcheck: {test: [CMD, "true"]}
          restart: always
      """)
    for name in ["dev", "prod"] {
      try checkout.write(
        "shop/compose.\(name).yaml", "services: {web: {environment: {LEVEL: \(name)}}}\n")
    }
  }

  @Test func `warnings of a foreign repository have a line a code`() async {
    let result = await triptych("validate", "--offline")

    #expect(result.ending == .exited(code: 0))
    #expect(
      result.output == """
        compose.dev.yaml:1:1: warning: this environment is not declared: it was found among the files of the repository [DSC01], and 1 more
          hint: it can be viewed but not acted on; triptych init writes what was found to configs/environment
        compose.yaml:2:3: warning: service web has no limit for memory [RES01], and 3 more
        compose.yaml:7:3: warning: service db writes a log without a size limit [LOG02] in dev and prod
          hint: set logging.driver to local, or the option max-size
        2 environments, 0 errors, 7 warnings in 3 lines; --all shows each with its hint

        """)
    #expect(result.errors == "")
  }

  @Test func `--all prints each of them, with its environments and its hint`() async {
    let result = await triptych("validate", "--offline", "--all")
    let json = await triptych("validate", "--offline", "--format", "json")

    #expect(
      result.output.hasSuffix(
        """
        compose.yaml:7:3: warning: service db has no limit for cpus [RES01] in dev and prod
          hint: set deploy.resources.limits.cpus
        compose.yaml:7:3: warning: service db writes a log without a size limit [LOG02] in dev and prod
          hint: set logging.driver to local, or the option max-size
        2 environments, 0 errors, 7 warnings

        """), "\(result.output)")
    #expect(json.output.split(separator: "\"severity\"").count == 8)
  }

  private func triptych(_ words: String...) async -> CommandResult {
    await SubprocessRunner().run(
      Command(
        BuiltProducts.folder + "/triptych", ["-C", checkout.path("shop")] + words,
        environment: ["HOME": checkout.root, "PATH": "/usr/bin:/bin"], deadline: .seconds(60)))
  }
}
