import Testing

@testable import Environments
@testable import Loading

struct `A .env that is the choice of one environment` {
  private let overlay = "services: {web: {restart: always}}\n"

  private func files(_ env: String) -> [String: String] {
    [
      "compose.yaml": "services: {web: {image: 'x:${STACK}-${TAG:-1}'}}\n",
      "compose.staging.yaml": overlay, "compose.production.yaml": overlay, ".env": env,
    ]
  }

  @Test func `is told where another environment takes its variables`() throws {
    let found = discovery(
      files("STACK=staging-wiki\nTAG=2\nCOMPOSE_FILE=compose.yaml:compose.staging.yaml\n"))
    let production = try #require(found.environments.first { $0.name == "production" })
    let staging = try #require(found.environments.first { $0.name == "staging" })

    #expect(
      text(found.diagnostics) == """
        .env:3:1: warning: production takes STACK and 1 more from .env, which is the choice of staging [DSC07]
          hint: write STACK=… and 1 more to an env file of its own, such as .env.production
        """)
    #expect(
      production.why.contains(
        ".env is read by Compose, but is the choice of staging: COMPOSE_FILE in .env:3:1 names its files"
      ))
    #expect(staging.why.contains(".env holds for all environments"))
  }

  @Test(arguments: [
    "STACK=wiki\n", "COMPOSE_FILE=compose.yaml:compose.staging.yaml\n",
    "STACK=wiki\nCOMPOSE_FILE=compose.yaml\n",
  ])
  func `is not, where it chooses nobody's files or sets nothing that is used`(env: String) {
    #expect(!discovery(files(env)).diagnostics.contains { $0.code == "DSC07" })
  }
}

struct `A .env that belongs to one environment` {
  private let overlay = "services: {web: {restart: always}}\n"

  private func tiers(_ files: [String: String]) -> [String] {
    let base = ["compose.yaml": services("web"), "compose.prod.yaml": overlay]
    return discovery(base.merging(files) { $1 }).environments.map {
      "\($0.name) \($0.tierWord) \($0.hintOfProduction ?? "without a hint")"
    }
  }

  private let up = "docker compose -f compose.yaml -f compose.prod.yaml --env-file .env up\n"

  @Test(arguments: ["APP_ENV=production\n", "NODE_ENV=prod\n", "APP_ENV=dev\n"])
  func `says nothing of the others, where a command gives it`(env: String) {
    #expect(
      tiers([".env": env, "up.sh": up]) == [
        "default unknown without a hint", "prod production without a hint",
      ])
  }

  @Test func `says nothing of the others, where its COMPOSE_FILE names other files`() {
    let env = "APP_ENV=production\nCOMPOSE_FILE=compose.yaml:compose.prod.yaml\n"
    let found = tiers([".env": env, "compose.blue.yaml": overlay, ".env.blue": "A=1\n"])

    #expect(
      found == ["blue unknown without a hint", "prod production without a hint"])
  }

  @Test func `says what it says where no command gives it to one alone`() {
    let both = up + "docker compose -f compose.yaml --env-file .env up\n"

    #expect(tiers([".env": "APP_ENV=staging\n"]).first?.hasPrefix("staging staging") == true)
    #expect(
      tiers([".env": "APP_ENV=staging\n", "up.sh": both]).first?.hasPrefix("staging staging")
        == true)
  }
}
