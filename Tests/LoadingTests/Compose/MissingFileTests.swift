import Environments
import Testing

@testable import Loading

struct `Files that Compose demands and does not find` {
  private let files = [
    "compose.yaml": """
    include: [sub/inner.yaml, {path: [gone.yaml]}]
    services:
      api: {image: a, env_file: [api.env, there.env, {path: maybe.env, required: false}]}
      web: {image: a, env_file: ./api.env}
      base: {extends: {file: sub/base.yaml, service: base}}
      lost: {extends: {file: sub/none.yaml, service: base}}

    """,
    "sub/inner.yaml": "services: {inner: {image: a, env_file: .env.prod}}\n",
    "sub/base.yaml": "services: {base: {image: a, env_file: base.env}}\n",
    "there.env": "A=1\n", "api.env.example": "B=\n", "sub/.env.prod-sample": "C=\n",
    "sub/base.dist.env": "D=\n",
  ]

  private var environment: Environment {
    Environment(name: "dev", target: Target(project: "dev", composeFiles: ["compose.yaml"]))
  }

  private func read(_ path: String) -> SourceText { files[path].map { .text($0) } ?? .missing }

  private func resolved(_ answer: ComposeAnswer) -> Configuration {
    Configuration(environments: [environment]).resolved(
      ["dev": answer], root: "/srv/app", read: read, fingerprint: ComposeFixture.fingerprint)
  }

  private static let refusal =
    "env file /srv/app/api.env not found: stat /srv/app/api.env: no such file or directory"

  @Test func `are named all at once, each at the line that names it, with the sample beside it`() {
    let told = resolved(.refused(Self.refusal)).violations.filter { $0.code.hasPrefix("CMP") }

    #expect(
      told.map(\.description).joined(separator: "\n") == """
        compose.yaml:1:35: error: gone.yaml is missing: include names it [CMP06]
          hint: create it, or remove the line that names it
        compose.yaml:3:30: error: api.env is missing: env_file of api, web names it [CMP06]
          hint: cp api.env.example api.env, and fill it in
        compose.yaml:6:26: error: sub/none.yaml is missing: extends of lost names it [CMP06]
          hint: create it, or remove the line that names it
        sub/base.yaml:1:39: error: sub/base.env is missing: env_file of base names it [CMP06]
          hint: cp sub/base.dist.env sub/base.env, and fill it in
        sub/inner.yaml:1:40: error: sub/.env.prod is missing: env_file of inner names it [CMP06]
          hint: cp sub/.env.prod-sample sub/.env.prod, and fill it in
        """)
  }

  @Test func `are told once, however many services name them`() {
    let services = (1...5).map { "  s\($0): {image: a, env_file: .env}\n" }.joined()
    let files = ["compose.yaml": "services:\n" + services]

    let told = Configuration(environments: [environment]).resolved(
      ["dev": .refused("env file /srv/app/.env not found")], root: "/srv/app",
      read: { files[$0].map { .text($0) } ?? .missing }, fingerprint: ComposeFixture.fingerprint
    ).violations.filter { $0.code == "CMP06" }

    #expect(
      told.map(\.message) == [".env is missing: env_file of s1, s2, s3 and 2 more names it"])
  }

  @Test func `are in the folder that an include gives to the paths of its files`() {
    let files = [
      "compose.yaml": """
      include: [{path: [sub/inner.yaml, sub/deep/over.yaml], project_directory: other}]
      services: {api: {image: a, env_file: api.env}}

      """,
      "sub/inner.yaml": "services: {inner: {image: a, env_file: there.env}}\n",
      "sub/deep/over.yaml": "services: {inner: {env_file: over.env}}\n", "sub/there.env": "A=1\n",
    ]

    let missing = environment.missingFiles(root: "/srv/app") { file in
      files[file].map { .text($0) } ?? .missing
    }

    #expect(missing.map(\.path) == ["api.env", "other/over.env", "other/there.env"])
  }

  @Test func `do not hide what else Compose refuses`() {
    let told = resolved(.refused("services.api.ports must be a list")).violations

    #expect(told.contains { $0.code == "CMP02" })
    #expect(told.count { $0.code == "CMP06" } == 5)
  }

  @Test func `hide their own values, not the model, which stays refused`() {
    let model = #"{"services": {"api": {"image": "a:2", "environment": {"A": "1"}}}}"#
    let environment = resolved(
      .partial(.model(json: model, warnings: []), refusal: Self.refusal)
    ).environments[0]

    #expect(
      environment.setting(SettingKey(.compose, "services.api.image"))?.value == .string("a:2"))
    #expect(
      environment.unknownParts.contains(
        UnknownPart(
          .below("services.api.environment."), "api.env is missing",
          at: Location(file: "compose.yaml", line: 3, column: 30))))
    #expect(
      environment.brokenFiles
        == "api.env, gone.yaml, sub/.env.prod, sub/base.env, sub/none.yaml are missing")
  }
}
