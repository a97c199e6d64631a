import Loading
import Testing

/// What several environments violate together, or all in the same way.
struct `Problems of several environments` {
  /// Publishes host ports, in the short form of Compose, in environments of these names.
  private func publishing(_ ports: [(name: String, ports: String)]) -> String {
    var files = ["configs/environment/base.yaml": "schema_version: 1"]
    for (name, ports) in ports {
      files["configs/environment/\(name).yaml"] =
        "target: {project: \(name), compose_files: [\(name).yml]}"
      files["\(name).yml"] = "services: {api: {image: 'a:1', ports: [\(ports)]}}"
    }
    return text(Project(files).loaded().violations.filter { $0.code == "ISO01" })
  }

  @Test func `a host port of many environments is one problem`() {
    #expect(
      publishing([("a", "'80:1'"), ("b", "'80:1'"), ("c", "'81:1'"), ("d", "'80:1'")]) == """
        d.yml:1:40: error: a, b and d all publish host port 80 [ISO01]
          see: a.yml:1:40
          see: b.yml:1:40
          hint: give each environment a port of its own in its .env file
        """)
    #expect(
      publishing([("a", "'127.0.0.2:80:1', '127.0.0.1:80:2'"), ("b", "'127.0.0.2:80:1'")]) == """
        b.yml:1:40: error: a and b both publish host port 80 [ISO01]
          see: a.yml:1:40
          hint: give each environment a port of its own in its .env file
        """)
    #expect(publishing([("a", "'127.0.0.2:80:1'"), ("b", "'127.0.0.1:80:1'")]) == "")
  }

  @Test func `a project or a volume of many environments is one problem`() {
    var files = [
      "configs/environment/base.yaml":
        "schema_version: 1\ntarget: {project: same, compose_files: [c.yml]}",
      "c.yml": "services: {}\nvolumes: {data: {name: shared}}",
    ]
    for name in ["east", "north", "west"] {
      files["configs/environment/\(name).yaml"] = "environment: {tier: staging}"
    }
    files["configs/environment/quiet.yaml"] = """
      rules:
        - {name: TGT01, severity: "off", reason: It is meant to.}
        - {name: ISO02, severity: "off", reason: It is meant to.}
      """

    #expect(
      text(Project(files).loaded().violations) == """
        configs/environment/base.yaml:2:19: error: east, north and west have the same project same [TGT01]
          hint: give each environment a project of its own
        c.yml:2:24: error: east, north and west share the volume shared [ISO02]
          hint: leave out name: and external:, so that each project has its own
        """)
  }

  @Test func `what environments have in common is one problem, without the places of their tiers`()
  {
    let configuration = Project([
      "configs/environment/base.yaml":
        "schema_version: 1\ntarget: {compose_files: [compose.yml], env_files: [.env]}",
      "configs/environment/east.yaml": "environment: {tier: staging}\ntarget: {project: east}",
      "configs/environment/west.yaml": "environment: {tier: staging}\ntarget: {project: west}",
      "configs/environment/test.yaml": "environment: {tier: development}\ntarget: {project: test}",
      "compose.yml": """
      services:
        api:
          image: a:1
          command: ${TAG}
          restart: always
          logging: {driver: local}
          mem_limit: 1g
          cpus: 1
      """, ".env": "",
    ]).loaded()

    #expect(
      text(configuration.problems) == """
        compose.yml:4:14: error: TAG is used here but not set by any .env file of east [TGT03]
          see: configs/environment/base.yaml:2:40
          hint: set it in .env, or write a default
        compose.yml:4:14: warning: TAG is used here but not set by any .env file of test [TGT03]
          see: configs/environment/base.yaml:2:40
          hint: set it in .env, or write a default
        compose.yml:2:3: warning: service api has no health check [HLT01]
          see: configs/environment/test.yaml:1:21
          hint: add a healthcheck to it
        compose.yml:2:3: error: service api has no health check [HLT01]
          hint: add a healthcheck to it
        """)
    #expect(
      configuration.problems.map(\.environments) == [
        ["east", "west"], ["test"], ["test"], ["east", "west"],
      ])
  }
}
