import Environments
import Loading
import Testing

/// Declared or not, a repository that reads outside of itself does so only once its user has said that it may.
struct `What declared files read outside of the repository` {
  @Test(arguments: [
    ("services: {a: {image: x, env_file: /any/file}}", "/any/file: it lies outside the repository"),
    (
      "services: {a: {image: x, env_file: ../../any/file}}",
      "../any/file: it lies outside the repository"
    ),
    (
      "services: {a: {image: x, env_file: [{path: link.env, required: false}]}}",
      "docker/link.env: its link leads outside the repository"
    ),
    (
      "services: {a: {image: x, label_file: /any/file}}",
      "/any/file: it lies outside the repository"
    ),
    (
      "services: {a: {extends: {file: /any/c.yml, service: b}}}",
      "/any/c.yml: it lies outside the repository"
    ),
    ("include: [/any/c.yml]", "/any/c.yml: it lies outside the repository"),
    (
      "include: [{path: part.yml, env_file: /any/file}]",
      "/any/file: it lies outside the repository"
    ),
    (
      "services: {a: {image: x, env_file: '${HOME}/.netrc'}}",
      "${HOME}/.netrc: a path depends on HOME, which no .env file sets"
    ),
    (
      "services: {a: {image: x, env_file: '${TRIPTYCH_RUN}/../../../../any/file'}}",
      "${TRIPTYCH_RUN}/../../../../any/file: a path depends on TRIPTYCH_RUN, which no .env file sets"
    ),
    (
      "services: {a: {image: x, env_file: ~/.netrc}}",
      "~/.netrc: a path leads out of the repository"
    ),
    (
      "services: {a: {image: x, env_file: '${ELSEWHERE}'}}",
      "/any/file: it lies outside the repository"
    ),
    (
      "include: ['https://host.example/c.git']",
      "https://host.example/c.git: a path leads to another host, and triptych fetches nothing"
    ),
    ("services: {a: {image: x, env_file: !mine /any/file}}", "docker/c.yml cannot be followed"),
    (
      "include: [{path: part.yml, project_directory: ..}]",
      "an include has its own project_directory"
    ),
    ("include: [vars.yml]", "${OWN:-a.env}: a path depends on OWN, which no .env file sets"),
  ])
  func `is not read until it is trusted`(compose: String, reason: String) throws {
    let configuration = loaded(compose)

    let problem = try #require(configuration.diagnostics.first { $0.code == "DSC05" })
    let environment = try #require(configuration.environments.first)
    #expect(problem.severity == .warning)
    #expect(problem.message.contains(reason), "\(problem.message)")
    #expect(environment.isUntrusted)
    #expect(
      environment.composeState
        == .unasked("\(problem.message). triptych trust lists what they read there, and asks."))
    #expect(environment.objectionToActing?.hasPrefix("dev is not trusted: ") == true)
  }

  @Test(arguments: [
    "services: {a: {image: x, env_file: [a.env, ../a.env, missing.env, sub/../a.env]}}",
    "services: {a: {image: x, env_file: '${CONF:-a}.env'}}",
    "services: {a: {extends: {file: part.yml, service: p}, env_file: '${NAME}.env'}}",
    "include: [part.yml]\nservices: {a: {ports: !override ['1:1'], image: !!str x}}",
    "services: {a: {image: x, volumes: ['/etc:/etc:ro']}}\nsecrets: {s: {file: /any/file}}",
    "services: {a: {build: {context: ../..}}}",
    "services: [",
  ])
  func `is nothing where the files stay inside`(compose: String) throws {
    let configuration = loaded(compose)

    #expect(configuration.environments.first?.outsideReadings == [])
    #expect(configuration.environments.first?.isUntrusted == false)
  }

  @Test func `is read once it is trusted`() throws {
    let configuration = loaded("services: {a: {image: x, env_file: /any/file}}") { readings in
      readings.map(\.path) == ["/any/file"]
    }

    let environment = try #require(configuration.environments.first)
    #expect(!configuration.diagnostics.contains { $0.code == "DSC05" })
    #expect(environment.obstacle == nil)
    #expect(environment.objectionToActing == nil)
    #expect(environment.outsideReadings.count == 1)
  }

  @Test func `is gathered to the last one, each once`() throws {
    let configuration = loaded(
      """
      include: [/any/c.yml, part.yml]
      services:
        a: {image: x, env_file: [/any/file, ~/b, /any/file]}
        b: {extends: {file: out.yml, service: out}}
      """)

    let environment = try #require(configuration.environments.first)
    #expect(
      environment.outsideReadings.map(\.path) == ["/any/file", "~/b", "/part", "/any/c.yml"])
    #expect(
      configuration.diagnostics.first { $0.code == "DSC05" }?.message
        == "Compose is not asked about these files until they are trusted: they lead out of the repository: "
        + "/any/file: it lies outside the repository, and 3 more")
  }

  private func loaded(
    _ compose: String, trusts: @escaping @Sendable ([OutsideReading]) -> Bool = { _ in false }
  ) -> Configuration {
    let files = [
      "configs/environment/dev.yaml": """
      schema_version: 1
      environment: {tier: development}
      target: {project: dev, compose_files: [docker/c.yml], env_files: [.env]}
      """,
      ".env": "NAME=a\nELSEWHERE=/any/file\nTRIPTYCH_RUN=a/b/c/d/e\n",
      "docker/c.yml": compose,
      "docker/part.yml": "services: {p: {image: x, env_file: a.env}}",
      "docker/out.yml": "services: {out: {image: x, env_file: /part}}",
      "docker/vars.yml": "services: {v: {image: x, env_file: '${OWN:-a.env}'}}",
      "docker/.env": "OWN=/any/file\n",
      "docker/a.env": "A=1\n", "a.env": "A=1\n",
    ]
    var request = Project(files).request()
    request.read = { file in
      if let text = files[file] { return .text(text) }
      if file == "docker/link.env" { return .unreadable(SourceText.leadsOutside) }
      return file.hasPrefix("/") || file.hasPrefix("..")
        ? .unreadable(SourceText.isOutside) : .missing
    }
    request.trusts = trusts
    return load(request)
  }
}
