import Foundation
import Processes
import TestSupport
import Testing

@testable import Operations

struct `triptych init` {
  let checkout: Checkout

  init() throws {
    checkout = try Checkout()
    try checkout.makeFolder("shop/.git")
  }

  @Test func `what was found is declared, and nothing is overwritten`() async throws {
    try checkout.write("shop/compose.yaml", "services: {web: {image: 'nginx:1.27'}}\n")
    try checkout.write("shop/compose.prod.yaml", "services: {web: {restart: always}}\n")

    let first = try await triptych("init")
    let validated = try await triptych("validate", "--offline")
    let second = try await triptych("init")

    #expect(first.ending == .exited(code: 0), "\(first.errors)")
    #expect(
      try checkout.names("shop/configs/environment") == ["default.yaml", "prod.yaml"])
    #expect(try checkout.names("shop/configs") == ["environment"])
    #expect(
      try checkout.text("shop/configs/environment/prod.yaml")
        == """
        # Written by triptych init from what it found:
        #   compose.yaml is overridden by compose.prod.yaml
        #   compose.prod.yaml is named after prod and overrides web of compose.yaml
        #   its project is named shop-prod because other environments also use shop
        #   a stack that already runs as shop keeps that name, and so do its volumes
        schema_version: 1
        environment:
          tier: production
        target:
          project: shop-prod
          compose_files:
            - compose.yaml
            - compose.prod.yaml
        # These rules were broken when this file was written, so they only warn. Once one holds, remove its line.
        rules:
          - {name: HLT01, severity: warning, reason: broken from the start}  # Every service has a health check whose timeout is shorter than its interval.
          - {name: LOG02, severity: warning, reason: broken from the start}  # Every container rotates its log.
          - {name: RES01, severity: warning, reason: broken from the start}  # Every service has limits, and reserves no more than they allow.

        """)
    #expect(validated.ending == .exited(code: 0), "\(validated.errors)")
    #expect(second.ending == .exited(code: 77))
  }

  @Test func `list and the dry run say why, and what is not used`() async throws {
    try checkout.write(
      "shop/compose.yaml", "name: a\nservices: {web: {image: a, ports: ['1:1']}}\n")
    try checkout.write("shop/compose.prod.yaml", "name: b\nservices: {web: {image: a}}\n")
    try checkout.write("shop/compose.ci.yaml", "services: {web: {image: a}}\n")

    let list = try await triptych("list")
    let why = try await triptych("list", "--why")
    let dryRun = try await triptych("init", "--dry-run", "--offline")

    let notUsed = "not used: compose.ci.yaml: ci is no usual name of an environment\n"
    #expect(
      list.output.hasSuffix(
        "prod could also be compose.yaml and compose.prod.yaml merged: list --why has the evidence\n"
          + notUsed), "\(list.output)")
    #expect(
      why.output.contains("  against it: it names web of compose.yaml (compose.prod.yaml:2:12)\n"),
      "\(why.output)")
    #expect(
      dryRun.output.contains("# prod: for this reading: it has a name of its own"),
      "\(dryRun.output)")
    #expect(
      dryRun.output.contains("#   it could also be compose.yaml and compose.prod.yaml merged\n"),
      "\(dryRun.output)")
    #expect(dryRun.output.hasSuffix("# " + notUsed), "\(dryRun.output)")
  }

  @Test func `a dry run writes nothing`() async throws {
    try checkout.write("shop/compose.prod.yaml", "services: {web: {image: a}}\n")

    let result = try await triptych("init", "--dry-run")

    #expect(result.output.hasPrefix("--- configs/environment/prod.yaml\n"), "\(result.output)")
    #expect(!(try checkout.names("shop").contains("configs")))
  }

  @Test func `where there is nothing, an example is offered, and it is valid`() async throws {
    let nothing = try await triptych("init")
    let example = try await triptych("init", "--example")
    let validated = try await triptych("validate", "--offline")
    let list = try await triptych("list")

    #expect(nothing.ending == .exited(code: 1))
    #expect(nothing.errors.contains("triptych init --example"))
    #expect(example.ending == .exited(code: 0), "\(example.errors)")
    #expect(validated.ending == .exited(code: 0), "\(validated.errors)")
    #expect(validated.output == "3 environments, no problems\n")
    #expect(list.output.split(separator: "\n").count == 3)
  }

  @Test func `where there are only templates, they are named`() async throws {
    try checkout.write("shop/{{cookiecutter.slug}}/compose.yaml", "services: {}\n")
    try checkout.write("shop/docker-compose.yml.dist", "services: {}\n")

    for words in [["list"], ["validate"], ["init"]] {
      let result = try await triptych(words)
      #expect(
        result.errors.hasPrefix(
          """
          not used: docker-compose.yml.dist: its name says that it is a sample or a copy
          not used: {{cookiecutter.slug}}/: one Compose file in a folder of templates
          error: no environment was found in
          """), "\(result.errors)")
    }
  }

  @Test func `unrelated apps are told once, as a list to choose from`() async throws {
    try checkout.write("shop/a/compose.yaml", "services: {web: {image: a}}\n")
    try checkout.write("shop/b/compose.yaml", "services: {web: {image: b}}\n")
    let told = """
      warning: 2 apps have Compose files of their own, too many or too different to compare side by side [DSC06]
        hint: choose one: triptych -C a; triptych list names them all

      """

    for words in [["validate"], ["init"], ["diff"]] {
      let result = try await triptych(words)
      #expect(result.errors == told)
      #expect(result.ending == .exited(code: 1))
    }
    let list = try await triptych("list")
    #expect(
      list.output == """
        2 apps have Compose files of their own; choose one:
          triptych -C a
          triptych -C b

        """)
  }

  @Test func `a single Compose file says what can be done`() async throws {
    try checkout.write("shop/compose.yaml", "services: {web: {image: a}}\n")

    let list = try await triptych("list")
    let diff = try await triptych("diff", "--offline")

    #expect(diff.ending == .exited(code: 0))
    #expect(
      diff.output
        == "There is nothing to compare default with. Another file adds one: compose.prod.yaml\n")
    #expect(
      list.output.hasSuffix(
        "\ntriptych init lets you launch it; compose.prod.yaml adds one to compare.\n"),
      "\(list.output)")
  }

  @Test func `a single Compose file of production is given another to compare`() async throws {
    try checkout.write("shop/compose.prod.yaml", "services: {web: {image: a}}\n")

    let list = try await triptych("list")

    #expect(
      list.output.hasSuffix(
        "\ntriptych init lets you launch it; compose.dev.yaml adds one to compare.\n"),
      "\(list.output)")
  }

  @Test func `an example replaces no file`() async throws {
    try checkout.write("shop/.env.prod", "MINE=1\n")

    let result = try await triptych("init", "--example")

    #expect(result.ending == .exited(code: 1))
    #expect(try checkout.text("shop/.env.prod") == "MINE=1\n")
    #expect(try checkout.names("shop").filter { $0 != ".triptych" } == [".env.prod", ".git"])
  }

  @Test(arguments: [["up", "prod"], ["down", "prod"], ["render", "prod"], ["test", "prod"]])
  func `acting on what was merely found is refused`(words: [String]) async throws {
    try checkout.write("shop/compose.prod.yaml", "services: {web: {image: a}}\n")

    let result = try await triptych(words)

    #expect(result.ending == .exited(code: 77), "\(result.errors)")
    #expect(
      result.errors.contains("Run triptych init, review configs/environment/prod.yaml"),
      "\(result.errors)")
  }

  private func triptych(_ words: String...) async throws -> CommandResult {
    try await triptych(words)
  }

  private func triptych(_ words: [String]) async throws -> CommandResult {
    var environment = ProcessInfo.processInfo.environment
    // No engine is asked: none answers there.
    environment["DOCKER_HOST"] = "unix:///nowhere/docker.sock"
    return await SubprocessRunner().run(
      Command(
        BuiltProducts.folder + "/triptych", ["-C", checkout.path("shop")] + words,
        environment: environment, deadline: .seconds(60)))
  }
}
