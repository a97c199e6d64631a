import Environments
import Testing

@testable import Loading

struct `Secrets of files that are put together` {
  private static let files = [
    "configs/environment/dev.yaml": """
    schema_version: 1
    environment:
      tier: development
    target:
      compose_files: [compose.yaml]
      env_files: [.env.dev]

    """,
    ".env.dev": "DB_PASSWORD=hunter2\n",
    "db/compose.yaml": "services: {m: {image: m}}", "db/.env": "MONGO_PASS=Zq1mongosecret99\n",
    "inc.yaml": "services: {m: {image: m, command: 'x ${MONGO_PASS}'}}",
    "inc.env": "MONGO_PASS=hunter2\n",
    "c/base.yaml": """
    services:
      base:
        env_file: b.env
        environment:
          ADM: x ${DB_PASSWORD}
          OPT: ${ADMIN_PASSWORD:-Zq1changeme99}
          API_TOKEN: Zq1literal99
    """,
    "c/q.env": "Q=q ${APP_PASSWORD}\n",
    "c/b.env": "B_PASSWORD=Zq1base99\n",
    "app.env": """
    DSN=host=db user=a pw ${ADMIN_PASSWORD:-Zq1changeme99}
    APP_PASSWORD=Zq2s
    LATER=x ${APP_PASSWORD}
    Q="z${DB_PASSWORD}"
    """,
  ]

  @Test(arguments: [
    ("include: [db/compose.yaml]", "m.environment.A", "x Zq1mongosecret99"),
    ("include: [{path: inc.yaml, env_file: inc.env}]", "m.command", "x hunter2"),
    (extending, "app.environment.ADM", "x hunter2"),
    (extending, "app.environment.OPT", "x Zq1changeme99"),
    (extending, "app.environment.Z", "x Zq1literal99"),
    (extending, "app.environment.Z", "x Zq1base99"),
    (
      "services: {base: {image: b, environment: {ADM: 'x ${DB_PASSWORD}'}}, app: {extends: base}}",
      "app.environment.ADM", "x hunter2"
    ),
    (
      "services: {app: {image: b, profiles: ['${P}'], environment: {O: 'x ${DB_PASSWORD}'}}}",
      "app.environment.O", "x hunter2"
    ),
    (given, "app.environment.DSN", "x Zq1changeme99"),
    (given, "app.environment.LATER", "x Zq2s"),
    (given, "app.environment.Q", "x hunter2"),
    ("services: {app: {image: a, env_file: [app.env, c/q.env]}}", "app.environment.Q", "x hunter2"),
  ])
  func `are masked where Compose's answer has them`(compose: String, key: String, value: String) {
    var files = Self.files
    files["compose.yaml"] = compose
    let known = Project(files).loaded().environments[0].knownSecrets

    let path = ["services"] + key.split(separator: ".").map(String.init)
    #expect(known.masked(value, at: path) == "x •••")
  }

  private static let extending = "services: {app: {extends: {file: c/base.yaml, service: base}}}"
  private static let given = "services: {app: {image: a, env_file: app.env}}"
}
