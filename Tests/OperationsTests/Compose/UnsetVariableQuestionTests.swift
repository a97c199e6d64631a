import Environments
import Foundation
import Loading
import Processes
import TestSupport
import Testing

@testable import Operations

/// With the real plugin, which needs no engine for it.
@Suite(.enabled(if: Layout.hasCompose), .serialized)
struct `Asking Compose with placeholders for variables that are not set` {
  private let checkout: Checkout

  init() throws { checkout = try Checkout() }

  private func lines(_ environment: Environment, _ prefix: String = "") -> [String] {
    environment.settings.filter { $0.key.source != .settings && $0.key.path.hasPrefix(prefix) }
      .map { "\($0.key.source.rawValue) \($0.key.path) = \($0.value.text)" }
  }

  @Test func `it resolves the rest; what rests on a placeholder is unknown, and never shown`()
    async throws
  {
    try checkout.write(
      "compose.yaml",
      """
      services:
        api:
          image: "a:${TAG:?must be set}"
          privileged: ${PRIVILEGED:?}
          ports: ["${BIND:?}:${PORT:?}:80", "127.0.0.1:9001:${INNER?}", "${OTHER:-9002}:82"]
          cpu_shares: ${SHARES:?}
          shm_size: ${MEMORY:?}
          stop_grace_period: ${GRACE:?}
          user: ${EMPTY:?}
          volumes: ["${DATA:?}/x:/data"]
          environment: {KNOWN: "${OTHER:-1}", DB_PASSWORD: "${DB_PASSWORD:?}", A: "x${TAG}"}
          healthcheck: {interval: "${INTERVAL:?}", test: [CMD, x], retries: "${RETRIES:?}"}
          deploy: {replicas: "${REPLICAS:?}"}
        web: {image: "b:1", environment: {FORTY: "61001"}}

      """)
    try checkout.write(".env", "EMPTY=\n")
    let repository = try KeptRepository(root: checkout.root)

    let asked = await repository.resolved()
    let calls = repository.runner.results.count
    let kept = await repository.resolved()

    let environment = try #require(asked.environments.first)
    #expect(calls == 2)
    #expect(repository.runner.results.count == calls)
    #expect(kept == asked)
    #expect(
      lines(environment, "services.").joined(separator: "\n") == """
        compose services.api.cpu_shares = unknown: SHARES is not set
        compose services.api.deploy.replicas = unknown: REPLICAS is not set
        compose services.api.environment.A = unknown: TAG is not set
        compose services.api.environment.KNOWN = 1
        compose services.api.healthcheck.interval = unknown: INTERVAL is not set
        compose services.api.healthcheck.retries = unknown: RETRIES is not set
        compose services.api.healthcheck.test = [CMD, x]
        compose services.api.image = unknown: TAG is not set
        compose services.api.networks.default = {}
        compose services.api.ports.${INNER}/tcp = unknown: INNER is not set
        compose services.api.ports.80/tcp = unknown: BIND and PORT are not set
        compose services.api.ports.82/tcp = 9002
        compose services.api.privileged = unknown: PRIVILEGED is not set
        compose services.api.shm_size = unknown: MEMORY is not set
        compose services.api.stop_grace_period = unknown: GRACE is not set
        compose services.api.user = unknown: EMPTY is not set
        compose services.api.volumes./data = unknown: DATA is not set
        compose services.web.environment.FORTY = 61001
        compose services.web.image = b:1
        compose services.web.networks.default = {}
        secrets services.api.environment.DB_PASSWORD = unknown: DB_PASSWORD is not set
        """)
    #expect(
      environment.services.map { "\($0.name) \($0.image ?? "-") \($0.replicas)" }
        == ["api a:${TAG} 1", "web b:1 1"])
    let told = (asked.diagnostics + asked.violations)
      .filter { ["CMP02", "CMP06", "TGT03"].contains($0.code) }.map(\.message)
    #expect(told.count == 14)
    #expect(
      told.suffix(2) == [
        "REPLICAS is used here but not set by any .env file of default",
        "EMPTY is required here and has no value",
      ])
  }

  @Test func `an env file with such a name leaves only its own variables unknown`() async throws {
    try checkout.write(
      "compose.yaml", "services: {api: {image: \"a:${TAG:-1}\", env_file: \"${PART:?}.env\"}}\n")
    let repository = try KeptRepository(root: checkout.root)

    let asked = await repository.resolved()

    let environment = try #require(asked.environments.first)
    #expect(environment.composeState == .partial("PART is not set"))
    #expect(!asked.violations.contains { $0.code == "CMP06" })
    #expect(
      environment.setting(SettingKey(.compose, "services.api.image"))?.value == .string("a:1"))
    #expect(
      explain(environment, path: "services.api.environment.A").flatMap(\.lines).last
        == "  wins        unknown: PART is not set  compose.yaml:1:50 (compose)")
  }

  @Test func `two environments without the same variable are not the same`() async throws {
    let compose = "services: {api: {image: \"a:${TAG:?}\", ports: [\"${P:?}:80\"]}}\n"
    try checkout.write("compose.dev.yaml", compose)
    try checkout.write("compose.prod.yaml", compose)
    let repository = try KeptRepository(root: checkout.root)

    let rows = compare(await repository.resolved().environments).rows
      .filter { $0.key.source == .compose && $0.key.path.hasPrefix("services.api.") }

    #expect(
      rows.filter { $0.kind != .same }.map(\.key.path) == [
        "services.api.image", "services.api.ports.80/tcp",
      ])
  }

  @Test func `where it refuses the placeholders, too, the files are shown as written`() async throws
  {
    try checkout.write(
      "compose.yaml",
      "services: {api: {image: \"a:${TAG:-1}\", depends_on: [\"${NAME:?}\"]}}\n")
    let repository = try KeptRepository(root: checkout.root)

    let environment = try #require(await repository.resolved().environments.first)

    #expect(
      environment.setting(SettingKey(.compose, "services.api.image"))?.value
        == .string("a:${TAG:-1}"))
    #expect(
      environment.brokenFiles?.hasSuffix("without what is missing, it refuses the rest, too")
        == true)
  }

  @Test(arguments: ["LD_PRELOAD", "DOCKER_HOST", "COMPOSE_PROFILES", "https_proxy"])
  func `none is given for a variable that the program heeds itself`(name: String) async throws {
    try checkout.write("compose.yaml", "services: {api: {image: \"a:${\(name):?}\"}}\n")
    let repository = try KeptRepository(root: checkout.root)

    _ = await repository.resolved()

    #expect(repository.runner.results.count == 1)
  }

  @Test func `none leads Compose to a file outside of the repository`() async throws {
    try checkout.write(
      "inner/docker/compose.yaml",
      """
      services:
        api: {image: a, volumes: ["${X:?}/data:/data"], env_file: "${X}a/../..\(checkout.root)/out.env"}

      """)
    try checkout.write("out.env", "OUTSIDE=1\n")
    let repository = try KeptRepository(root: checkout.path("inner"))

    let asked = await repository.resolved()

    #expect(asked.environments.count == 1)
    #expect(
      !asked.environments.contains { $0.settings.contains { $0.key.path.contains("OUTSIDE") } })
    let values = repository.runner.results.compactMap { $0.command.environment["X"] }
    #expect(values.allSatisfy { !$0.hasPrefix("/") })
  }

  @Test func `no placeholder is an argument, and none reaches an act`() async throws {
    try checkout.write("compose.yaml", "services: {api: {image: \"a:${TAG:?}\"}}\n")
    let repository = try KeptRepository(root: checkout.root)

    let environment = try #require(await repository.resolved().environments.first)

    let commands = repository.runner.results.map(\.command)
    #expect(commands.allSatisfy { !$0.arguments.contains { $0.contains("triptych-unset") } })
    #expect(environment.brokenFiles == "TAG is not set")
    let docker = Docker.forFiles(
      caller: ProcessInfo.processInfo.environment, runner: repository.runner)
    let given = await docker.composeGiven(
      for: environment, in: repository.workspace, offline: false)
    #expect(
      given.digest
        == .unknown("Compose does not resolve the files; triptych validate says why"))
  }
}
