import Environments
import Loading
import Testing

struct `Rules of secrets in files` {
  @Test
  func `a secret is reported once, at the line that holds it, for all that take it from there`() {
    let project = Project([
      "configs/environment/base.yaml": "schema_version: 1\ntarget: {compose_files: [c.yml, o.yml]}",
      "configs/environment/a.yaml": "environment: {tier: development}\ntarget: {project: a}",
      "configs/environment/b.yaml": "environment: {tier: staging}\ntarget: {project: b}",
      "c.yml": """
      x-env: &env
        DB_PASSWORD: hunter2hunter2
      services:
        api: {environment: *env}
        job: {environment: *env}
      """,
      "o.yml": "services: {api: {environment: {DB_PASSWORD: '${DB_PASSWORD:-}'}}}",
    ])
    let found = project.loaded().violations.filter { $0.code == "SEC01" }

    #expect(
      text(found) == """
        c.yml:2:16: error: services.api.environment.DB_PASSWORD holds a secret in plain text [SEC01]
          hint: keep it in a file that Compose mounts under secrets:, and refer to that
        """)
    #expect(found.map(\.environments) == [["a", "b"]])
  }

  @Test func `a secret that a later file overrides is reported, since git still has it`() {
    let project = Project([
      "configs/environment/one.yaml": """
      schema_version: 1
      environment: {tier: staging}
      target: {project: one, compose_files: [c.yml, o.yml]}
      """,
      "c.yml": "services: {api: {environment: {DB_PASSWORD: hunter2hunter2}}}",
      "o.yml": "services: {api: {environment: {DB_PASSWORD: hunter3hunter3}}}",
      ".gitignore": "o.yml",
    ])

    #expect(
      project.loaded().violations.filter { $0.code == "SEC01" }.compactMap(\.location?.description)
        == ["c.yml:1:45"])
  }

  @Test func `a secret in the env file of a service is reported there, unless git leaves it out`() {
    func found(_ ignored: String) -> [String] {
      let project = Project([
        "configs/environment/one.yaml": """
        schema_version: 1
        environment: {tier: staging}
        target: {project: one, compose_files: [c.yml]}
        """,
        "c.yml":
          "services: {api: {image: x, env_file: app.env}, job: {image: x, env_file: app.env}}",
        "app.env": "A=1\nDB_PASSWORD=hunter2hunter2\n", ".gitignore": ignored,
      ])
      let request = project.request()
      let environment = #"{"environment": {"DB_PASSWORD": "hunter2hunter2"}}"#
      let answer = #"{"services": {"api": \#(environment), "job": \#(environment)}}"#
      return project.loaded().resolved(
        ["one": .model(json: answer, warnings: [])], root: "/r", read: request.read,
        fingerprint: request.fingerprint
      ).violations.filter { $0.code == "SEC01" }.compactMap { $0.location?.description }
    }

    #expect(found("") == ["app.env:2:1"])
    #expect(found("*.env\n") == [])
  }

  @Test func `an empty value is no secret in plain text, and none that is shared`() {
    var files = ["c.yml": "services: {api: {image: x}}"]
    for name in ["a", "b"] {
      files["configs/environment/\(name).yaml"] =
        "schema_version: 1\ntarget: {project: \(name), compose_files: [c.yml], env_files: [.env.\(name)]}"
      files[".env.\(name)"] = "API_KEY=\nDB_PASSWORD=\"\"\n"
    }

    let loaded = Project(files).loaded()

    #expect(loaded.violations.filter { $0.code.hasPrefix("SEC") } == [])
    #expect(loaded.environments[0].setting(SettingKey(.secrets, "API_KEY"))?.value == .string(""))
  }

  @Test func `a secret that environments share is reported once, at its own line`() {
    var files = ["configs/environment/base.yaml": "schema_version: 1"]
    for name in ["a", "b", "c"] {
      files["configs/environment/\(name).yaml"] =
        "environment: {tier: staging}\ntarget: {project: \(name), compose_files: [c.yml], env_files: [.env.\(name)]}"
      files[".env.\(name)"] = "API_TOKEN=hunter2hunter2\n"
    }
    files["c.yml"] =
      "services: {api: {environment: {API_TOKEN: '${API_TOKEN}'}}, job: {environment: {API_TOKEN: '${API_TOKEN}'}}}"
    let project = Project(files)
    let request = project.request()
    let environment = #"{"environment": {"API_TOKEN": "hunter2hunter2"}}"#
    let answer = ComposeAnswer.model(
      json: #"{"services": {"api": \#(environment), "job": \#(environment)}}"#, warnings: [])
    let resolved = project.loaded().resolved(
      ["a": answer, "b": answer, "c": answer], root: "/r", read: request.read,
      fingerprint: request.fingerprint)

    #expect(
      text(resolved.violations.filter { $0.code == "SEC04" }) == """
        .env.c:1:1: error: API_TOKEN is the same secret in a, b and c [SEC04]
          see: .env.a:1:1
          see: .env.b:1:1
          hint: give each environment a secret of its own
        """)
  }
}
