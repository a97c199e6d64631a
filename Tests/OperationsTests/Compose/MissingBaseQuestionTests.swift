import Environments
import Foundation
import Loading
import Processes
import TestSupport
import Testing

@testable import Operations

/// With the real plugin, which needs no engine for it.
@Suite(.enabled(if: Layout.hasCompose), .serialized)
struct `Asking Compose without extended and included files that are missing` {
  private let checkout: Checkout

  init() throws { checkout = try Checkout() }

  @Test func `it resolves the rest of the same files`() async throws {
    try checkout.write(
      "docker/compose.yaml",
      """
      x-more: &more {labels: {a: "no", b: "1.10", c: yes, d: 012}}
      include: [gone.yaml, sub/inner.yaml]
      services:
        api: {<<: *more, image: "a:${TAG:-2}", build: ./api, volumes: ["./d:/d"]}
        lost: {extends: {file: sub/none.yaml, service: base}, image: "l:1"}
        next: {extends: {service: lost}, environment: {A: "1"}, env_file: [gone.env, e.env]}
        web: {extends: {file: sub/base.yaml, service: base}}

      """)
    try checkout.write(
      "docker/sub/inner.yaml", "services: {inner: {image: i, volumes: [./k:/k]}}\n")
    try checkout.write("docker/sub/base.yaml", "services: {base: {image: b, volumes: [./k:/k]}}\n")
    try checkout.write("docker/e.env", "B=2\n")
    let repository = try KeptRepository(root: checkout.root)
    let before = try checkout.names("docker")

    let asked = await repository.resolved()

    let environment = try #require(asked.environments.first)
    #expect(repository.runner.results.count == 2)
    #expect(try checkout.names("docker") == before)
    #expect(
      environment.composeState
        == .partial("docker/gone.env, docker/gone.yaml, docker/sub/none.yaml are missing"))
    #expect(
      environment.settings.filter {
        $0.key.source == .compose && $0.key.path.hasPrefix("services.")
      }
      .map { "\($0.key.path) = \($0.value.text)" }.joined(separator: "\n") == """
        services.api.build.context = ./docker/api
        services.api.build.dockerfile = Dockerfile
        services.api.image = a:2
        services.api.labels.a = no
        services.api.labels.b = 1.10
        services.api.labels.c = yes
        services.api.labels.d = 10
        services.api.networks.default = {}
        services.api.volumes./d = ./docker/d
        services.inner.image = i
        services.inner.networks.default = {}
        services.inner.volumes./k = ./docker/sub/k
        services.lost.image = l:1
        services.lost.networks.default = unknown: docker/sub/none.yaml is missing
        services.next.environment.A = 1
        services.next.environment.B = 2
        services.next.image = l:1
        services.next.networks.default = unknown: docker/sub/none.yaml is missing
        services.web.image = b
        services.web.networks.default = {}
        services.web.volumes./k = ./docker/sub/k
        """)
    func explained(_ path: String) -> String? {
      explain(environment, path: path).first?.lines.last
    }
    let base =
      "  wins        unknown: docker/sub/none.yaml is missing  docker/compose.yaml:5:26 (compose)"
    #expect(explained("services.lost.user") == base)
    #expect(explained("services.next.environment.C") == base)
    #expect(explained("services.web.user") == nil)
    #expect(
      explained("services.other.user")
        == "  wins        unknown: docker/gone.yaml is missing  docker/compose.yaml:2:11 (compose)")
  }

  @Test func `a file that an extended file demands is named, and the files are shown as written`()
    async throws
  {
    try checkout.write(
      "compose.yaml",
      "services: {web: {image: \"a:${TAG:-2}\", extends: {file: sub/base.yaml, service: base}}}\n")
    try checkout.write(
      "sub/base.yaml", "services: {base: {extends: {file: none.yaml, service: base}}}\n")
    let repository = try KeptRepository(root: checkout.root)

    let asked = await repository.resolved()

    let environment = try #require(asked.environments.first)
    #expect(repository.runner.results.count == 1)
    #expect(
      environment.setting(SettingKey(.compose, "services.web.image"))?.value
        == .string("a:${TAG:-2}"))
    #expect(
      asked.violations.filter { $0.code == "CMP06" }.map(\.message) == [
        "sub/none.yaml is missing: extends of web names it"
      ])
  }
}
