import Environments
import Foundation
import Loading
import Processes
import TestSupport
import Testing

@testable import Operations

/// With the real plugin, which needs no engine for it.
@Suite(.enabled(if: Layout.hasCompose), .serialized)
struct `Asking Compose without the files that are missing` {
  private let checkout: Checkout

  init() throws {
    checkout = try Checkout()
    try checkout.write(
      "compose.yaml",
      """
      include: [sub/inner.yaml]
      services:
        api: {image: "a:${TAG:-2}", env_file: [there.env, ./api.env]}
        web: {extends: {file: sub/base.yaml, service: base}}

      """)
    try checkout.write("sub/inner.yaml", "services: {inner: {image: a, env_file: .env.prod}}\n")
    try checkout.write("sub/base.yaml", "services: {base: {image: b, env_file: there.env}}\n")
    // The same name in another folder is another file, and there.
    try checkout.write("there.env", "A=1\n")
  }

  private func images(_ environment: Environment) -> [String] {
    environment.services.map { "\($0.name) \($0.image ?? "-")" }
  }

  @Test func `it resolves the rest, and the answer is kept with what is missing`() async throws {
    let repository = try KeptRepository(root: checkout.root)

    let asked = await repository.resolved()
    let calls = repository.runner.results.count
    let kept = await repository.resolved()

    let environment = try #require(asked.environments.first)
    #expect(calls == 2)
    #expect(repository.runner.results.count == calls)
    #expect(kept == asked)
    #expect(images(environment) == ["api a:2", "web b", "inner a"])
    #expect(
      environment.composeState
        == .partial("api.env, sub/.env.prod, sub/there.env are missing"))
    #expect(environment.setting(SettingKey(.compose, "services.api.environment.A")) != nil)
    #expect(environment.setting(SettingKey(.compose, "services.web.environment.A")) == nil)
    #expect(
      asked.violations.filter { $0.code.hasPrefix("CMP") }.map(\.message) == [
        "api.env is missing: env_file of api names it",
        "sub/there.env is missing: env_file of web names it",
        "sub/.env.prod is missing: env_file of inner names it",
      ])
  }

  @Test func `a path with a variable is followed, too`() async throws {
    try checkout.write(
      "compose.yaml",
      """
      services:
        api: {image: "a:${TAG:-2}", env_file: "./${PART:-api}.env"}
        web: {image: b, env_file: more/gone.env, profiles: [more]}

      """)
    let repository = try KeptRepository(root: checkout.root)

    let environment = try #require(await repository.resolved().environments.first)

    #expect(images(environment) == ["api a:2"])
    #expect(environment.unknownParts.contains { $0.place == .below("services.api.environment.") })
  }

  @Test func `with nothing missing it is asked once`() async throws {
    try checkout.write("api.env", "")
    try checkout.write("sub/.env.prod", "")
    try checkout.write("sub/there.env", "")
    let repository = try KeptRepository(root: checkout.root)

    let environment = try #require(await repository.resolved().environments.first)

    #expect(repository.runner.results.count == 1)
    #expect(environment.composeState == .resolved)
  }

  @Test func `nothing is written beside the user's files`() async throws {
    let before = try checkout.names(".").filter { $0 != ".triptych" }
    let repository = try KeptRepository(root: checkout.root)

    _ = await repository.resolved()

    #expect(try checkout.names(".").filter { $0 != ".triptych" } == before)
  }
}
