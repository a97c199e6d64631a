import Testing

@testable import Environments
@testable import Loading

struct `Why a file is merged or stands alone` {
  @Test func `the evidence and the counter-evidence are told, and the other reading`() throws {
    let found = discovery(UsualLayout.standalone).environments
    let staging = try #require(found.first { $0.name == "staging" })

    #expect(
      staging.why.joined(separator: "\n") == """
        docker-compose.staging.yml is named after staging and is used alone: it has a name of its own, shop-staging, and docker-compose.yml is shop-infra
        for this reading: it has a name of its own, shop-staging, and docker-compose.yml is shop-infra (docker-compose.staging.yml:1:7)
        for this reading: each of its services has an image or a build
        against it: it names db of docker-compose.yml (docker-compose.staging.yml:2:12)
        against it: it does not repeat ports of db (docker-compose.staging.yml:2:12)
        otherwise: docker-compose.yml and docker-compose.staging.yml merged
        """)
  }

  @Test func `a complete file that would publish a port of the base again stands alone`() throws {
    let found = discovery([
      "compose.yaml": """
      services:
        feathers: {image: f, ports: ["3030:3030"]}
        ipfs: {image: i, ports: ["5001:5001"]}
      """,
      "compose.prod.yaml": """
      services:
        give-feathers: {image: f, ports: ["3030:3030"]}
        ipfs: {image: i, ports: ["127.0.0.1:5001:5001"]}
      """,
    ]).environments
    let prod = try #require(found.first { $0.name == "prod" })

    #expect(
      prod.why.filter { !$0.hasPrefix("its project") && !$0.hasPrefix("a stack") }
        .joined(separator: "\n") == """
          compose.prod.yaml is named after prod and is used alone: merged onto compose.yaml, feathers and give-feathers would both publish host port 3030
          for this reading: merged onto compose.yaml, feathers and give-feathers would both publish host port 3030 (compose.prod.yaml:2:37)
          for this reading: each of its services has an image or a build
          against it: it names ipfs of compose.yaml (compose.prod.yaml:3:3)
          """)
  }

  @Test(arguments: [
    (
      "web: {ports: ['80:80']}", "other: {ports: ['80:81']}",
      "web and other would both publish host port 80"
    ),
    (
      "web: {ports: ['80:80']}", "web: {ports: ['80:8080']}", "web would publish host port 80 twice"
    ),
    ("web: {ports: ['80:80']}", "web: {ports: ['80:80', '443:443']}", "none"),
    ("web: {ports: ['80:80']}", "web: {ports: ['80:80/tcp']}", "none"),
    (
      "web: {ports: ['80:80']}", "web: {ports: ['127.0.0.1:80:80']}",
      "web would publish host port 80 twice"
    ),
    ("web: {ports: ['127.0.0.1:80:80']}", "api: {ports: ['127.0.0.2:80:80']}", "none"),
    ("web: {ports: ['0.0.0.0:80:80']}", "api: {ports: ['[::]:80:80']}", "none"),
    ("web: {ports: ['53:53']}", "api: {ports: ['53:53/udp']}", "none"),
    (
      "web: {ports: ['53:53/udp']}", "api: {ports: ['53:5/udp']}",
      "web and api would both publish host port 53/udp"
    ),
    (
      "web: {ports: ['8000-8009:8000-8009']}", "api: {ports: ['8005:1']}",
      "web and api would both publish host port 8005"
    ),
    ("web: {ports: ['8000-8009:80']}", "api: {ports: ['8005:1']}", "none"),
    (
      "web: {ports: ['${P:-80}:80']}", "api: {ports: ['${Q:-80}:80']}",
      "web and api would both publish host port 80"
    ),
    ("web: {ports: ['${P}:80']}", "api: {ports: ['80:80']}", "none"),
    ("web: {ports: ['80']}", "api: {ports: ['80:80']}", "none"),
    ("web: {ports: ['80:80']}", "web: {ports: !override ['80:81']}", "none"),
    ("web: {ports: ['80:80']}", "web: {ports: !reset []}\n  api: {ports: ['80:81']}", "none"),
    ("web: {ports: ['80:80'], network_mode: host}", "api: {ports: ['80:80']}", "none"),
    ("web: {ports: ['80:80'], profiles: [a]}", "api: {ports: ['80:80'], profiles: [b]}", "none"),
    (
      "web: {ports: ['80:80'], profiles: [a]}", "api: {ports: ['80:80'], profiles: [a]}",
      "web and api would both publish host port 80"
    ),
    (
      "web: {ports: [{target: 80, published: '80', mode: host}]}",
      "api: {ports: [{target: 1, published: 80}]}", "web and api would both publish host port 80"
    ),
    ("web: {ports: ['80:80', '80:81']}", "api: {image: a}", "none"),
  ])
  func `a port that two files publish is a clash unless the engine can publish both`(
    base: String, file: String, clash: String
  ) {
    let outlines = [base, file].map {
      ComposeOutline(file: "a.yml", source: .text("services:\n  \($0)\n"))
    }

    #expect(PortClash(of: [outlines[1]], onto: [outlines[0]])?.words ?? "none" == clash)
  }

  @Test(arguments: [
    ("", "compose.prod.yaml", "compose.yaml and compose.prod.yaml merged"),
    (
      "docker compose -f compose.yaml -f compose.prod.yaml up", "compose.yaml compose.prod.yaml",
      "none"
    ),
  ])
  func `a clash outweighs the names of services but no command`(
    readme: String, files: String, other: String
  ) {
    let found = discovery([
      "compose.yaml":
        "services: {web: {build: ., restart: always, ports: ['80:80']}, db: {image: b}}\n",
      "compose.prod.yaml": "services: {web: {image: a, ports: ['127.0.0.1:80:80']}}\n",
      "README.md": readme,
    ]).environments.last

    #expect(found?.composeFiles.map(\.path).joined(separator: " ") == files)
    #expect(found?.otherReading ?? "none" == other)
  }

  @Test func `a usual override has one reading`() {
    let found = discovery([
      "compose.yaml": services("web", "db"), "compose.prod.yaml": services("web"),
    ])

    #expect(found.environments.map(\.otherReading) == [nil, nil])
  }

  @Test func `the evidence is about the base that a command names`() throws {
    let found = discovery([
      "compose.yaml": "include: [compose.infra.yaml]\n", "compose.infra.yaml": services("nats"),
      "compose.services.yaml": services("api"),
      "compose.prod.yaml": "services: {api: {restart: always}}\n",
      "Makefile": "up:\n\tdocker compose -f compose.services.yaml -f compose.prod.yaml up\n",
    ]).environments
    let prod = try #require(found.first { $0.name == "prod" })

    #expect(
      prod.evidence.map(\.line).joined(separator: "\n") == """
        for this reading: alone, api has neither image nor build
        for this reading: it names api of compose.services.yaml (compose.prod.yaml:1:12)
        for this reading: a command names it after compose.services.yaml (Makefile:2:1)
        """)
  }
}

extension UsualLayout {
  /// Infrastructure and a whole system beside it, each with a name of its own.
  static let standalone = [
    "docker-compose.yml": """
    name: shop-infra
    services: {db: {image: "postgres:16", ports: ["5432:5432"]}, mock: {image: "m:1"}}
    """,
    "docker-compose.staging.yml": """
    name: shop-staging
    services: {db: {image: "postgres:16"}, api: {image: "a:1", depends_on: [db]}}
    """,
  ]

  private static let complete = """
    services:
      web: {image: a, ports: ['80:80'], restart: always}
      db: {image: b, volumes: ['data:/data']}
    volumes: {data: {}}

    """

  static let readings = [
    UsualLayout(
      "a standalone file with a name of its own", standalone,
      """
      default unknown: docker-compose.yml
      staging staging: docker-compose.staging.yml
      """),
    UsualLayout(
      "a standalone file that does not merge",
      [
        "docker-compose.yml": "services: {web: {image: a, depends_on: [app]}, app: {image: b}}",
        "deploy/docker-compose.production.yml":
          "services: {app: {image: b, profiles: [all]}, proxy: {image: c, profiles: [all]}}",
      ],
      """
      default unknown: docker-compose.yml
      production production: deploy/docker-compose.production.yml
      """),
    UsualLayout(
      "files that repeat all of the base",
      ["docker-compose.yml": complete, "docker-compose.prod.yml": complete],
      """
      default unknown: docker-compose.yml
      prod production: docker-compose.prod.yml
      """),
    UsualLayout(
      "a complete file that a Makefile merges",
      [
        "docker-compose.yml": complete, "docker-compose.prod.yml": complete,
        "Makefile":
          "up:\n\tdocker compose -f docker-compose.yml \\\n\t  -f docker-compose.prod.yml up -d\n",
      ],
      """
      default unknown: docker-compose.yml
      prod production: docker-compose.yml docker-compose.prod.yml
      """),
    UsualLayout(
      "a file that needs a service of the base",
      [
        "compose.yml": services("web"),
        "compose.prod.yml": "services: {proxy: {image: a, depends_on: [web]}}",
      ],
      """
      default unknown: compose.yml
      prod production: compose.yml compose.prod.yml
      """),
    UsualLayout(
      "three files in a workflow",
      [
        "compose.yml": services("web"), "compose.prod.yml": part, "compose.tls.yml": part,
        ".github/workflows/deploy.yml":
          "jobs: {a: {steps: [{run: docker compose -f compose.yml -f compose.tls.yml -f compose.prod.yml up}]}}",
      ],
      """
      default unknown: compose.yml
      prod production: compose.yml compose.tls.yml compose.prod.yml
      """),
    UsualLayout(
      "a variable for the environment in package.json",
      [
        "docker/compose.yml": complete, "docker/compose.dev.yml": complete,
        "docker/compose.prod.yml": complete,
        "package.json":
          #"{"scripts": {"up": "docker compose -f docker/compose.yml -f docker/compose.$STAGE.yml up"}}"#,
      ],
      """
      dev development: docker/compose.yml docker/compose.dev.yml
      prod production: docker/compose.yml docker/compose.prod.yml
      """),
    UsualLayout(
      "a script that runs the file alone",
      [
        "docker-compose.yml": services("web", "db"), "docker-compose.prod.yml": services("web"),
        "bin/deploy":
          "#!/bin/sh\ncd \"$ROOT\" && docker-compose -f docker-compose.prod.yml up -d\n",
      ],
      """
      default unknown: docker-compose.yml
      prod production: docker-compose.prod.yml
      """),
    UsualLayout(
      "a file that commands start with",
      [
        "compose.yaml": services("web", "db"), "compose.prod.yaml": services("web"),
        "compose.tls.yaml": part,
        "deploy.sh": "docker compose -f compose.prod.yaml -f compose.tls.yaml up -d\n",
      ],
      """
      default unknown: compose.yaml
      prod production: compose.prod.yaml compose.tls.yaml
      """),
    UsualLayout(
      "a main stack of included files beside files of other names",
      [
        "compose.yaml": "include: [compose.infra.yaml]\n", "compose.infra.yaml": services("nats"),
        "compose.dev-build.yaml": "name: build\n" + services("api"),
        "compose.services.yaml": services("api"),
        "compose.production.yaml": "services: {api: {tty: true}}\n",
        "Makefile":
          "up:\n\tdocker compose -f compose.services.yaml -f compose.production.yaml up -d\n",
      ],
      """
      dev-build development: compose.dev-build.yaml
      default unknown: compose.yaml
      production production: compose.services.yaml compose.production.yaml
      """),
    UsualLayout(
      "a whole stack beside smaller files of development and production",
      [
        "docker/docker-compose.yml": services("api", "kafka"),
        "docker/docker-compose.dev.yml": "# docker compose -f docker/docker-compose.dev.yml up\n"
          + services("api"),
        "docker/docker-compose.prod.yml": "# docker compose -f docker/docker-compose.prod.yml up\n"
          + services("api"),
      ],
      """
      dev development: docker/docker-compose.dev.yml
      default unknown: docker/docker-compose.yml
      prod production: docker/docker-compose.prod.yml
      """),
    UsualLayout(
      "stacks of their own below the environments",
      [
        "compose.dev.yaml": services("web"), "compose.prod.yaml": services("web"),
        "infra/compose.yaml": services("dns"), "infra/docker-compose.yml": services("dns"),
        "deploy/compose.yaml": services("web"), "deploy/docker-compose.yml": services("web"),
      ],
      """
      dev development: compose.dev.yaml
      prod production: compose.prod.yaml
      not used: deploy/compose.yaml: the files of the environments are complete without it
      not used: deploy/docker-compose.yml: Compose reads deploy/compose.yaml in its place
      not used: infra/compose.yaml: no environment has a service of it
      not used: infra/docker-compose.yml: Compose reads infra/compose.yaml in its place
      """),
    UsualLayout(
      "a complete file whose own comment runs it alone",
      [
        "compose.yaml": services("api", "db"),
        "compose.prod.yaml": "# Usage: docker compose -f compose.prod.yaml up -d\n"
          + services("api"),
      ],
      """
      default unknown: compose.yaml
      prod production: compose.prod.yaml
      """),
    UsualLayout(
      "overlays whose comments name what is under them",
      [
        "compose.yaml": services("web"), "compose.services.yaml": services("web"),
        "compose.prod.yaml":
          "# Usage:\n#   docker compose --env-file .env.release \\\n"
          + "#     -f compose.services.yaml -f compose.prod.yaml up -d\n" + part,
      ],
      """
      default unknown: compose.yaml
      prod production: compose.services.yaml compose.prod.yaml
      """),
    UsualLayout(
      "a file for CI that a workflow runs",
      [
        "compose.yml": services("web"), "compose.ci.yml": part,
        ".gitlab-ci.yml": "test:\n  script: docker compose -f compose.yml -f compose.ci.yml up\n",
      ],
      """
      default unknown: compose.yml
      not used: compose.ci.yml: ci is no usual name of an environment; .gitlab-ci.yml:2:1 gives it to Compose
      """),
    UsualLayout(
      "a stack of its own that its comment explains",
      [
        "compose.yml": services("web"),
        "compose.monitoring.yml":
          "# Monitoring.\n# docker compose -f compose.monitoring.yml up\n" + services("grafana"),
      ],
      """
      default unknown: compose.yml
      not used: compose.monitoring.yml: monitoring is no usual name of an environment; its own line 2 says how it is used
      """),
  ]
}
