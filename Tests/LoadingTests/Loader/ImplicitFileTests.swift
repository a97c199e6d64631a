import Environments
import Testing

@testable import Loading

/// What Compose reads or enables by itself is given to it explicitly, so that it stays when more is given.
struct `What Compose reads by itself` {
  private func environment(
    target: String = "compose_files: [docker/compose.yaml]", _ files: [String: String]
  ) -> Environment {
    Project(
      [
        "configs/environment/dev.yaml": """
        schema_version: 1
        environment: {tier: development}
        target: {\(target)}

        """,
        "docker/compose.yaml": """
        services:
          api: {image: "api:${TAG:-none}"}
          tools: {image: tools, profiles: [tools]}
          more: {image: more, profiles: [more]}
        """,
      ].merging(files) { $1 }
    ).loaded().environments[0]
  }

  @Test func `is the .env beside the first Compose file, where no env file is named`() {
    let environment = environment(["docker/.env": "TAG=one\n", ".env": "TAG=two\n"])
    #expect(environment.target.envFiles == ["docker/.env"])
    #expect(environment.setting(SettingKey(.env, "TAG"))?.value == .string("one"))
  }

  @Test func `is no .env where one is named, where none exists, and where it is a folder`() {
    let named = "compose_files: [docker/compose.yaml], env_files: [docker/.env.dev]"
    let files = ["docker/.env": "TAG=one\n", "docker/.env.dev": "TAG=two\n"]
    #expect(environment(target: named, files).target.envFiles == ["docker/.env.dev"])
    #expect(environment([:]).target.envFiles == [])
  }

  @Test func `is noticed when it appears`() {
    let configuration = Project([
      "configs/environment/dev.yaml":
        "environment: {tier: development}\ntarget: {compose_files: [compose.yaml]}\n",
      "compose.yaml": "services: {}\n",
    ]).loaded()
    #expect(configuration.files.contains(".env"))
  }

  @Test(arguments: [
    ("tools", ["api", "tools"]), ("tools, more", ["api", "tools", "more"]),
    ("*", ["api", "tools", "more"]), ("", ["api"]), ("other", ["api"]),
  ])
  func `are the profiles of COMPOSE_PROFILES`(value: String, services: [String]) {
    let environment = environment(["docker/.env": "COMPOSE_PROFILES=\(value)\n"])
    #expect(environment.services.map(\.name) == services)
  }

  @Test func `are no profiles of COMPOSE_PROFILES where the target names one`() {
    let environment = environment(
      target: "compose_files: [docker/compose.yaml], profiles: [more]",
      ["docker/.env": "COMPOSE_PROFILES=tools\n"])
    #expect(environment.target.profiles == ["more"])
  }

  @Test func `is a variable of an earlier file inside a later one, as for Compose 2.26`() {
    let target = "compose_files: [docker/compose.yaml], env_files: [base.env, dev.env]"
    let files = ["base.env": "HOST=localhost\n", "dev.env": "HOST=shop\nURL=https://${HOST}\n"]
    let environment = environment(target: target, files)
    #expect(
      environment.setting(SettingKey(.env, "URL"))?.value == .string("https://localhost"))
    #expect(environment.setting(SettingKey(.env, "HOST"))?.value == .string("shop"))
  }
}
