import Testing

@testable import Environments
@testable import Loading

struct `Finding environments` {
  @Test func `a base alone is no development: nothing says its tier`() {
    let files = ["compose.yaml": services("web"), "compose.prod.yaml": services("web")]

    #expect(discovery(files).environments.map(\.tierWord) == ["unknown", "production"])
  }

  @Test(arguments: [
    "_integration-test/ca", "test-fixtures", "IntegrationTests/db", "Shop.Tests", "__tests__/a",
    "e2e", "spec/support", "internal/testdata", "example-app", "quickstart",
    "{{cookiecutter.slug}}",
    ".devcontainer", "hack", "website-examples",
  ])
  func `a folder of tests, examples or tools makes none, and is told`(folder: String) {
    let found = discovery(["\(folder)/docker-compose.test.yml": services("db")])

    #expect(found.environments == [])
    #expect(found.leftOut.lines.map { String($0.prefix(10)) } == ["not used: "])
  }

  @Test(arguments: ["latest", "contested", "docs-site", "test-service"])
  func `a folder with a similar name is an app`(folder: String) {
    #expect(found(["\(folder)/compose.prod.yml": services("a")]) != "")
  }

  @Test(arguments: [
    "compose.prod.yaml", "docker-compose.prod.yml", "docker-compose-prod.yml",
    "docker-compose_prod.yaml", "prod.docker-compose.yml", "compose.override.prod.yml", "prod.yml",
    "deploy/prod.yml", "deploy/compose.prod.yaml", "docker/docker-compose.prod.yml",
    "prod/compose.yaml", "environments/prod/docker-compose.yml", "deploy/prod/compose.prod.yml",
  ])
  func `an environment's file is known by its name or its folder's`(path: String) {
    #expect(found([path: services("web")]) == "prod: \(path)")
  }

  @Test(arguments: [
    ("dev", Tier.development), ("development", .development), ("local", .development),
    ("test", .development), ("qa", .staging), ("uat", .staging), ("stage", .staging),
    ("staging", .staging), ("stg", .staging), ("preprod", .staging), ("pre-prod", .staging),
    ("prod", .production), ("production", .production),
  ])
  func `every usual name has a tier`(name: String, tier: Tier) {
    let found = discovery(["compose.\(name).yaml": services("web")]).environments

    #expect(found.map(\.name) == [name])
    #expect(found.map(\.tier) == [tier])
  }

  @Test(arguments: [
    "compose.prod.yaml.example", "compose.prod.example.yaml", "docker-compose.prod.yml.dist",
    ".env.prod.sample", ".env.example", "prod.env.template", "example.env",
    "examples/prod/compose.yaml", "docs/docker-compose.prod.yml", "tests/compose.dev.yaml",
  ])
  func `what is there to be copied or shown makes no environment`(path: String) {
    #expect(found([path: services("web")]) == "")
  }

  @Test func `a file of another kind with an environment's name makes none`() {
    #expect(found(["prod.yml": "replicas: 3\n", "deploy/dev.yml": "- a\n"]) == "")
  }

  @Test func `two spellings of one environment are one`() {
    let files = [
      "compose.production.yaml": services("web"), "deploy/prod.yml": services("web"),
      ".env.prod": "A=1\n",
    ]

    #expect(found(files) == "production: compose.production.yaml with .env.prod")
  }

  @Test func `a variant of an environment is none beside the plain one`() {
    let plain = ["docker-compose.prod.yml": services("web")]
    let variant = ["docker-compose.prod.ssl.yml": services("web")]

    #expect(found(plain.merging(variant) { $1 }) == "prod: docker-compose.prod.yml")
    #expect(found(variant) == "prod-ssl: docker-compose.prod.ssl.yml")
  }
}

struct `Choosing what an environment is made of` {
  @Test func `a file that names a service of the base overrides it`() {
    let files = ["compose.yaml": services("web", "db"), "compose.prod.yaml": services("web")]

    #expect(found(files) == "default: compose.yaml\nprod: compose.yaml compose.prod.yaml")
  }

  @Test func `a file that names no service of the base stands alone`() {
    let files = ["compose.yaml": services("web"), "compose.prod.yaml": services("proxy")]

    #expect(found(files).hasSuffix("prod: compose.prod.yaml"))
  }

  @Test func `a file that includes or extends the base stands alone`() {
    let base = ["compose.yaml": services("web")]
    let including = "include: [compose.yaml]\nservices:\n  web: {image: a}\n"
    let extending = "services:\n  web: {extends: {file: compose.yaml, service: web}}\n"

    #expect(
      found(base.merging(["compose.prod.yaml": including]) { $1 }).hasSuffix(
        "prod: compose.prod.yaml"))
    #expect(
      found(base.merging(["compose.prod.yaml": extending]) { $1 }).hasSuffix(
        "prod: compose.prod.yaml"))
  }

  @Test func `Compose's own override is the development environment`() {
    let files = [
      "compose.yaml": services("web"), "compose.override.yaml": services("web"),
      "compose.prod.yaml": services("web"),
    ]

    #expect(
      found(files)
        == "dev: compose.yaml compose.override.yaml\nprod: compose.yaml compose.prod.yaml")
  }

  @Test func `an incomplete base is no environment by itself`() {
    let files = [
      "compose.yaml": "services:\n  web: {environment: {A: b}}\n",
      "compose.prod.yaml": services("web"),
    ]

    #expect(found(files) == "prod: compose.yaml compose.prod.yaml")
  }

  @Test func `what holds for all comes before the environment's own variables`() {
    let files = [
      "compose.yaml": "services:\n  web: {image: 'web:${A}'}\n", ".env": "A=1\n",
      ".env.dev": "A=2\n", ".env.prod": "A=3\n",
    ]

    #expect(
      found(files)
        == "dev: compose.yaml with .env .env.dev\nprod: compose.yaml with .env .env.prod")
  }

  @Test func `variables of containers interpolate the files only where these need them`() {
    let base = "services:\n  web: {image: 'a:${TAG}', env_file: .env.prod}\n"

    #expect(
      found(["compose.prod.yaml": base, ".env.prod": "LEVEL=1\n"]) == "prod: compose.prod.yaml")
    #expect(
      found(["compose.prod.yaml": base, ".env.prod": "TAG=1\n"])
        == "prod: compose.prod.yaml with .env.prod")
  }

  @Test func `a person's own variables make no environment`() {
    let files = [
      "compose.yaml": "services:\n  web: {image: 'web:${A:-1}'}\n",
      ".env.development": "A=1\n", ".env.production": "A=2\n",
      ".env.local": "A=3\n", ".env.production.local": "A=4\n",
    ]

    #expect(
      found(files)
        == "development: compose.yaml with .env.development\nproduction: compose.yaml with .env.production"
    )
  }

  @Test func `profiles named after environments are environments`() {
    let file = """
      services:
        web: {image: a}
        mail: {image: b, profiles: [dev]}
        backup: {image: c, profiles: [prod, tools]}
      """

    #expect(found(["compose.yaml": file]) == "dev: compose.yaml as dev\nprod: compose.yaml as prod")
  }

  @Test func `COMPOSE_FILE and COMPOSE_PROFILES count as Compose counts them`() {
    let files = [
      ".env": "COMPOSE_FILE=compose.yaml:compose.prod.yaml:tls.yaml\nCOMPOSE_PROFILES=a,b\n",
      "compose.yaml": services("web"), "compose.prod.yaml": services("web"),
      "tls.yaml": services("web"),
    ]

    #expect(
      found(files)
        == "prod: compose.yaml compose.prod.yaml tls.yaml with .env as a b"
    )
  }

  @Test func `a lone file is called as its variables say, or else default`() {
    #expect(found(["compose.yaml": services("web")]) == "default: compose.yaml")
    #expect(
      found(["compose.yaml": services("web"), ".env": "APP_ENV=staging\n"])
        == "staging: compose.yaml with .env")
  }

  @Test func `variables alone make environments of a repository without Compose files`() {
    #expect(
      found([".env.dev": "A=1\n", "config/prod.env": "A=2\n"])
        == "dev:  with .env.dev\nprod:  with config/prod.env")
  }
}

struct `Finding environments of several apps` {
  @Test func `an app's environments carry its name`() {
    let files = [
      "services/api/compose.dev.yaml": services("api"),
      "services/api/compose.prod.yaml": services("api"),
      "services/web/docker-compose.yml": services("web"),
    ]

    #expect(
      found(files)
        == """
        api-dev: services/api/compose.dev.yaml
        web: services/web/docker-compose.yml
        api-prod: services/api/compose.prod.yaml
        """)
  }

  @Test func `an app alone needs no name`() {
    #expect(
      found(["backend/compose.prod.yaml": services("api")]) == "prod: backend/compose.prod.yaml")
  }

  @Test func `files that another includes are its parts`() {
    let files = [
      "compose.yaml": "include: [services/api/compose.yaml]\n",
      "services/api/compose.yaml": services("api"),
    ]

    #expect(found(files) == "default: compose.yaml")
  }

  @Test func `two apps of one name are told apart by their folders`() {
    let files = [
      "a/web/compose.qa.yaml": services("web"), "b/web/compose.qa.yaml": services("web"),
    ]

    #expect(found(files) == "a-web-qa: a/web/compose.qa.yaml\nb-web-qa: b/web/compose.qa.yaml")
  }

  @Test func `unrelated apps are a list to choose from and no environments`() {
    let found = discovery(["a/compose.yaml": services("a"), "b/compose.yaml": services("b")])

    #expect(found.environments == [])
    #expect(found.leftOut.apps == ["a", "b"])
    #expect(
      text(found.diagnostics) == """
        warning: 2 apps have Compose files of their own, too many or too different to compare side by side [DSC06]
          hint: choose one: triptych -C a; triptych list names them all
        """)
  }

  @Test func `apps with more environments than stand side by side are a list to choose from`() {
    func apps(_ count: Int) -> [String: String] {
      let files = (1...count).flatMap { app in
        ["dev", "staging", "prod"].map { ("app\(app)/compose.\($0).yaml", services("web")) }
      }
      return Dictionary(uniqueKeysWithValues: files)
    }
    let ofSystem = ["compose.dev.yaml": services("web"), "compose.prod.yaml": services("web")]

    #expect(discovery(apps(4)).environments.count == 12)
    #expect(discovery(apps(5)).environments == [])
    #expect(discovery(apps(5)).leftOut.apps == ["app1", "app2", "app3", "app4", "app5"])
    let beside = discovery(apps(5).merging(ofSystem) { $1 })
    #expect(beside.environments.map(\.name) == ["dev", "prod"])
    #expect(beside.leftOut.apps.count == 5)
  }

  @Test func `text beyond the limit is not parsed, and a warning says so`() {
    let padding = String(repeating: "#", count: 1 << 20) + "\n"
    let files = Dictionary(
      uniqueKeysWithValues: (10..<20).map { ("a\($0)/compose.qa.yaml", padding + services("web")) })

    let found = discovery(files)

    #expect(found.environments.count == 10)
    #expect(
      text(found.diagnostics) == """
        warning: not every folder was searched for environments: there are more Compose files than triptych reads [DSC02]
          hint: run triptych in the folder of one app, or pass the folder with -C
        """)
  }

  @Test func `environments beyond the limit are not shown, and a warning says so`() {
    let files = Dictionary(
      uniqueKeysWithValues: (0..<70).map { ("compose.prod-\($0).yaml", services("web")) })

    let found = discovery(files)

    #expect(found.environments.count == 60)
    #expect(found.diagnostics.map(\.code) == ["DSC02"])
  }
}

struct `Naming the projects of what was found` {
  @Test func `the project is what Compose would take`() {
    let named = "name: acme\n" + services("web")

    #expect(projects(["compose.yaml": services("web")]) == "default=my_shop")
    #expect(projects(["compose.yaml": named]) == "default=acme")
    #expect(
      projects(["compose.yaml": named, ".env": "COMPOSE_PROJECT_NAME=other\n"]) == "default=other")
    #expect(projects(["deploy/compose.prod.yml": services("web")]) == "prod=deploy")
  }

  @Test func `environments that would share a project get their own`() {
    let files = [
      "compose.yaml": services("web"), "compose.override.yaml": services("web"),
      "compose.prod.yaml": services("web"),
    ]

    #expect(projects(files) == "dev=my_shop prod=my_shop-prod")
  }

  private func projects(_ files: [String: String]) -> String {
    discovery(files, folder: "My_Shop").environments.map { "\($0.name)=\($0.project)" }
      .joined(separator: " ")
  }
}

/// The environments found in a repository in memory, one a line: name, Compose files, `.env` files and profiles.
func found(_ files: [String: String], folder: String = "shop") -> String {
  discovery(files, folder: folder).environments.map { environment in
    var line = "\(environment.name): \(environment.composeFiles.map(\.path).joined(separator: " "))"
    if !environment.envFiles.isEmpty {
      line += " with \(environment.envFiles.map(\.path).joined(separator: " "))"
    }
    if !environment.profiles.isEmpty {
      line += " as \(environment.profiles.joined(separator: " "))"
    }
    return line
  }.joined(separator: "\n")
}

func discovery(_ files: [String: String], folder: String = "shop") -> Discovery {
  Discovery(of: RepositoryListing(paths: Array(files.keys), folder: folder)) { path in
    files[path].map { .text($0) } ?? .missing
  }
}

/// A Compose file with the given services.
func services(_ names: String...) -> String {
  "services:\n" + names.map { "  \($0): {image: \($0):1}\n" }.joined()
}
