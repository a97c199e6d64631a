import Testing

@testable import Environments
@testable import Loading

/// Repositories as people lay them out, and what a person would list.
struct `Repositories as people lay them out` {
  @Test(arguments: UsualLayout.all)
  func `are listed as a person would`(layout: UsualLayout) {
    let found = discovery(layout.files)

    let lines =
      [foundLines(found)] + found.leftOut.apps.map { "choose: \($0)" } + found.leftOut.lines
    #expect(lines.filter { $0 != "" }.joined(separator: "\n") == layout.list)
  }

  private func foundLines(_ found: Discovery) -> String {
    found.environments.map { environment in
      let files = (environment.composeFiles + environment.envFiles).map(\.path)
      let profiles = environment.profiles.map { "[\($0)]" }
      return "\(environment.name) \(environment.tierWord): "
        + (files + profiles).joined(separator: " ")
    }.joined(separator: "\n")
  }
}

/// A layout: its files, and the environments and what is left out, one a line.
struct UsualLayout: Sendable, CustomTestStringConvertible {
  let testDescription: String
  let files: [String: String]
  let list: String

  init(_ name: String, _ files: [String: String], _ list: String) {
    testDescription = name
    self.files = files
    self.list = list
  }
}

extension UsualLayout {
  static let all: [UsualLayout] = overrides + readings + variables + folders + apps

  static let tag = "services:\n  web: {image: 'web:${TAG:-1}'}\n"
  static let part = "services:\n  web: {restart: always}\n"

  private static let overrides = [
    UsualLayout(
      "a base alone", ["docker-compose.yml": services("web")],
      "default unknown: docker-compose.yml"),
    UsualLayout(
      "a base and production", ["compose.yaml": services("web"), "compose.prod.yaml": part],
      """
      default unknown: compose.yaml
      prod production: compose.yaml compose.prod.yaml
      """),
    UsualLayout(
      "Symfony: an override, production, and env files of the framework",
      [
        "compose.yaml": services("web"), "compose.override.yaml": part,
        "compose.prod.yaml": part, ".env": "KERNEL_CLASS=App\n", ".env.test": "KERNEL_CLASS=App\n",
      ],
      """
      dev development: compose.yaml compose.override.yaml .env
      prod production: compose.yaml compose.prod.yaml .env
      not used: .env.test: it sets no variable that Compose interpolates, and no env_file names it
      """),
    UsualLayout(
      "the override of an override",
      [
        "docker-compose.yml": services("web"), "docker-compose.test.yml": part,
        "docker-compose.test.override.yml": part, "docker-compose.prod.yml": part,
        "docker-compose.prod.override.yml": part,
      ],
      """
      test development: docker-compose.yml docker-compose.test.yml docker-compose.test.override.yml
      default unknown: docker-compose.yml
      prod production: docker-compose.yml docker-compose.prod.yml docker-compose.prod.override.yml
      """),
    UsualLayout(
      "files of other names",
      [
        "compose.yml": services("web"), "compose.prod.yml": part, "compose.deploy.yml": part,
        "docker-compose.ce.yml": part, "docker-compose.ci.yml": part,
        "docker-compose.dev-test.yml": part,
      ],
      """
      default unknown: compose.yml
      prod production: compose.yml compose.prod.yml
      not used: compose.deploy.yml: deploy is no usual name of an environment
      not used: docker-compose.ce.yml: ce is no usual name of an environment
      not used: docker-compose.ci.yml: ci is no usual name of an environment
      not used: docker-compose.dev-test.yml: its name has several environments: dev, test
      """),
    UsualLayout(
      "complete files beside the default one, a sample and a copy",
      [
        "compose.yaml": "name: a\n" + services("web"),
        "compose.dev.yaml": "name: a-dev\n" + services("web"),
        "compose.prod.yaml": "name: a-prod\n" + services("web"), "compose.override.yaml": part,
        "compose.example.yaml": services("web"), "compose.prod.bak.yaml": services("web"),
      ],
      """
      dev development: compose.dev.yaml
      prod production: compose.prod.yaml
      not used: compose.example.yaml: its name says that it is a sample or a copy
      not used: compose.override.yaml: only docker compose without -f adds it
      not used: compose.prod.bak.yaml: its name says that it is a sample or a copy
      not used: compose.yaml: the files of the environments are complete without it
      """),
    UsualLayout(
      "a .env file that chooses other files than those of the environments",
      [
        "compose.yaml": services("web"), "compose.dev.yaml": part, "compose.prod.yaml": part,
        "compose.ssl.yaml": part, ".env": "COMPOSE_FILE=compose.yaml:compose.ssl.yaml\n",
      ],
      """
      dev development: compose.yaml compose.dev.yaml .env
      default unknown: compose.yaml compose.ssl.yaml .env
      prod production: compose.yaml compose.prod.yaml .env
      """),
    UsualLayout(
      "customers beside production",
      [
        "compose.yml": services("web"), "compose.prod.yml": part, "compose.acme.yml": part,
        ".env.acme": "TAG=2\n",
      ],
      """
      acme unknown: compose.yml compose.acme.yml .env.acme
      default unknown: compose.yml
      prod production: compose.yml compose.prod.yml
      """),
    UsualLayout(
      "a Swarm stack beside Compose",
      [
        "docker-compose.yml": services("web"), "docker-stack.yml": services("web"),
        "docker-compose.swarm.yml": services("web"),
      ],
      """
      default unknown: docker-compose.yml
      not used: docker-compose.swarm.yml: it is for Docker Swarm, and docker stack deploy reads it
      not used: docker-stack.yml: it is for Docker Swarm, and docker stack deploy reads it
      """),
    UsualLayout(
      "a shared base",
      [
        "docker-compose.base.yml": services("web"), "docker-compose.dev.yml": part,
        "docker-compose.live.yml": part,
      ],
      """
      dev development: docker-compose.base.yml docker-compose.dev.yml
      live production: docker-compose.base.yml docker-compose.live.yml
      """),
    UsualLayout(
      "variants of production",
      [
        "docker-compose.yml": services("web"), "docker-compose.prod.yml": part,
        "docker-compose.prod.ssl.yml": part,
      ],
      """
      default unknown: docker-compose.yml
      prod production: docker-compose.yml docker-compose.prod.yml
      not used: docker-compose.prod.ssl.yml: it is a variant of prod
      """),
    UsualLayout(
      "an include tree with production",
      [
        "compose.yaml": "include: [api/compose.yaml, web/compose.yaml]\n",
        "api/compose.yaml": services("api"), "web/compose.yaml": services("web"),
        "compose.prod.yaml": part,
      ],
      """
      default unknown: compose.yaml
      prod production: compose.yaml compose.prod.yaml
      """),
  ]

  private static let variables = [
    UsualLayout(
      "one file with several env files",
      [
        "compose.yaml": tag, ".env.dev": "TAG=1\n", ".env.staging": "TAG=2\n",
        ".env.prod": "TAG=3\n",
      ],
      """
      dev development: compose.yaml .env.dev
      staging staging: compose.yaml .env.staging
      prod production: compose.yaml .env.prod
      """),
    UsualLayout(
      "an env file chosen by a variable",
      [
        "compose.yaml": "services:\n  web: {image: a, env_file: '.env.${STAGE:-dev}'}\n",
        ".env.dev": "A=1\n", ".env.prod": "A=2\n",
      ],
      """
      dev development: compose.yaml .env.dev
      prod production: compose.yaml .env.prod
      """),
    UsualLayout(
      "an override beside env files of each environment",
      [
        "compose.yaml": tag, "compose.override.yaml": part, ".env.dev": "TAG=1\n",
        ".env.prod": "TAG=2\n",
      ],
      """
      dev development: compose.yaml compose.override.yaml .env.dev
      prod production: compose.yaml .env.prod
      """),
    UsualLayout(
      "env files of a frontend's build tool",
      [
        "docker-compose.yml": services("web"), ".env.development": "VITE_API=1\n",
        ".env.production": "VITE_API=2\n",
      ],
      """
      default unknown: docker-compose.yml
      not used: .env.development: it sets no variable that Compose interpolates, and no env_file names it
      not used: .env.production: it sets no variable that Compose interpolates, and no env_file names it
      """),
    UsualLayout(
      "env files of one person",
      [
        "compose.yaml": tag, "compose.prod.yaml": part, ".env.local": "TAG=3\n",
        ".env.dev": "TAG=0\n", ".env.development.local": "TAG=4\n",
        ".env.prod": "TAG=1\n", ".env.prod.local": "TAG=2\n", "web/.env.local": "VITE=1\n",
      ],
      """
      dev development: compose.yaml .env.dev
      prod production: compose.yaml compose.prod.yaml .env.prod
      not used: .env.development.local: it is one person's own, and Compose reads it only where --env-file or env_file names it
      not used: .env.local: it is one person's own, and Compose reads it only where --env-file or env_file names it
      not used: .env.prod.local: it is one person's own, and Compose reads it only where --env-file or env_file names it
      """),
    UsualLayout(
      "env files of one person that a script and a service use",
      [
        "compose.yaml": "services: {web: {image: 'a:$TAG', env_file: .env.local}}\n",
        "compose.prod.yaml": part, ".env.local": "A=1\n", ".env.prod.local": "TAG=2\n",
        "up.sh":
          "docker compose --env-file .env.prod.local -f compose.yaml -f compose.prod.yaml up\n",
      ],
      """
      local development: compose.yaml
      prod production: compose.yaml compose.prod.yaml .env.prod.local
      """),
    UsualLayout(
      "folders of env files, by environment",
      [
        "compose.yml": tag, "envs/dev/.env": "TAG=1\n", "envs/prod/.env": "TAG=2\n",
      ],
      """
      dev development: compose.yml envs/dev/.env
      prod production: compose.yml envs/prod/.env
      """),
    UsualLayout(
      "profiles",
      [
        "compose.yml":
          "services:\n  a: {image: a, profiles: [dev]}\n  b: {image: b, profiles: [prod]}\n"
      ],
      """
      dev development: compose.yml [dev]
      prod production: compose.yml [prod]
      """),
    UsualLayout(
      "cookiecutter-django",
      [
        "docker-compose.local.yml": services("web"),
        "docker-compose.production.yml": services("web"),
        "docker-compose.docs.yml": services("docs"), ".envs/.production/.django": "A=1\n",
        ".envs/.local/.django": "A=1\n",
      ],
      """
      local development: docker-compose.local.yml .envs/.local/.django
      production production: docker-compose.production.yml .envs/.production/.django
      not used: docker-compose.docs.yml: docs is no usual name of an environment
      """),
  ]
}
