import Foundation
import Processes
import TestSupport
import Testing

@testable import Operations

/// A declared repository that is opened for the first time, with an `env_file:` that it does not own.
struct `triptych trust` {
  let checkout: Checkout

  init() throws {
    checkout = try Checkout()
    try checkout.makeFolder("home")
    try checkout.write("any.env", "STOLEN=treasure\n")
    try checkout.write("shop/compose.yaml", "services: {web: {image: a, env_file: ../any.env}}\n")
    try checkout.write(
      "shop/configs/environment/dev.yaml",
      """
      schema_version: 1
      environment: {tier: development}
      target: {project: shop-dev, compose_files: [compose.yaml]}
      """)
  }

  @Test(arguments: [
    "show dev", "explain dev compose:services.web.image", "diff dev dev", "list", "status",
    "validate",
    "health dev", "doctor", "screen overview", "screen problems", "render dev", "up dev --yes",
    "down dev --yes", "restart dev --yes", "init", "show dev --offline",
  ])
  func `until it is given, no command shows what is outside`(words: String) async throws {
    let result = try await triptych(words)

    #expect(!(result.output + result.errors).contains("treasure"))
  }

  @Test(arguments: ["validate", "doctor", "screen problems", "up dev --yes"])
  func `what is needed is told where one looks`(words: String) async throws {
    let result = try await triptych(words)

    #expect(
      (result.output + result.errors).contains("trust"), "\(result.output)\(result.errors)")
  }

  @Test(arguments: [
    "up dev --yes", "down dev --yes", "restart dev --yes", "render dev", "test dev --yes",
  ])
  func `until it is given, nothing acts`(words: String) async throws {
    let result = try await triptych(words)

    #expect(result.ending == .exited(code: 77), "\(result.errors)")
  }

  @Test(.enabled(if: Layout.hasCompose))
  func `once it is given, Compose reads the file, and nobody asks again`() async throws {
    let asked = try await triptych("trust")
    let given = try await triptych("trust --yes")
    let again = try await triptych("trust")
    let shown = try await triptych("show dev")
    let validated = try await triptych("validate")
    let back = try await triptych("trust --revoke")
    let hidden = try await triptych("show dev")

    let reading = "compose.yaml:1:38: ../any.env: it lies outside the repository\n"
    #expect(asked.ending == .exited(code: 77))
    #expect(asked.output == reading)
    #expect(given.output == reading + "This is trusted now.\n")
    #expect(again.output == reading + "This is trusted already.\n")
    #expect(again.isSuccess)
    #expect(shown.output.contains("treasure"), "\(shown.errors)")
    #expect(!validated.output.contains("DSC05"))
    #expect(back.isSuccess)
    #expect(!hidden.output.contains("treasure"))
  }

  @Test(.enabled(if: Layout.hasCompose))
  func `a variable of the caller gives it to scripts`() async throws {
    let shown = try await triptych("show dev", trusting: checkout.path("shop"))
    let elsewhere = try await triptych("show dev", trusting: checkout.path("home"))

    #expect(shown.output.contains("treasure"), "\(shown.errors)")
    #expect(!elsewhere.output.contains("treasure"))
  }

  @Test func `files that stay inside need none`() async throws {
    try checkout.write("shop/compose.yaml", "services: {web: {image: a}}\n")

    let result = try await triptych("trust")

    #expect(
      result.output
        == "The environments of \(checkout.path("shop")) read nothing outside the repository.\n")
    #expect(result.isSuccess)
  }

  private func triptych(_ words: String, trusting: String? = nil) async throws -> CommandResult {
    var environment = ProcessInfo.processInfo.environment
    // No engine is asked: none answers there.
    environment["DOCKER_HOST"] = "unix:///nowhere/docker.sock"
    environment["HOME"] = checkout.path("home")
    environment["XDG_STATE_HOME"] = nil
    environment["TRIPTYCH_TRUST"] = trusting
    return await SubprocessRunner().run(
      Command(
        BuiltProducts.folder + "/triptych",
        ["-C", checkout.path("shop")] + words.split(separator: " ").map(String.init),
        environment: environment, deadline: .seconds(60)))
  }
}
