import Environments
import Testing

@testable import Loading

struct `What shapes Compose's answer` {
  @Test func `every file that the Compose files lead to, there or not`() {
    let inputs = inputs([
      "docker/compose.yml": """
      include:
        - inner/compose.yml
        - {path: [other/a.yml, other/b.yml], env_file: other.env, project_directory: other/dir}
      x-shared: &shared {env_file: [shared.env]}
      services:
        api:
          <<: *shared
          extends: {file: base/base.yml, service: base}
          label_file: [api.labels]
          build: {context: ./api, additional_contexts: {assets: ./assets, image: docker-image://a}}
          develop: {watch: [{path: ./api/src, action: sync}]}
        db:
          env_file: [db.env, {path: optional.env, required: false}]
          build: ./db
          profiles: [off]
        web: {env_file: web.env, build: {context: 'https://example.invalid/a.git'}}
      """,
      "docker/inner/compose.yml": "services: {in: {env_file: in.env}}",
      "docker/other/a.yml": "services: {out: {env_file: out.env}}",
      "docker/other/b.yml": "services: {out: {build: .}}",
      "docker/base/base.yml": """
      services: {base: {env_file: base.env, extends: {file: ../root.yml, service: root}}}
      """,
      "docker/root.yml": "services: {root: {env_file: root.env}}",
    ])

    #expect(
      inputs?.files.joined(separator: "\n") == """
        .env
        docker/.env
        docker/.env.dev
        docker/api.labels
        docker/base/base.env
        docker/base/base.yml
        docker/compose.yml
        docker/db.env
        docker/inner/.env
        docker/inner/compose.yml
        docker/inner/in.env
        docker/optional.env
        docker/other.env
        docker/other/a.yml
        docker/other/b.yml
        docker/other/dir
        docker/other/dir/.env
        docker/other/dir/out.env
        docker/root.env
        docker/root.yml
        docker/shared.env
        docker/web.env
        """)
    #expect(
      inputs?.resolvedPaths == [
        "docker/api", "docker/api/src", "docker/assets", "docker/db", "docker/other/dir",
      ])
  }

  @Test(arguments: [
    "services: {a: {env_file: '${NAME}.env'}}", "services: {a: {env_file: '${NAME:-a}.env'}}",
    "services: {a: {env_file: a$$b.env}}", "services: {a: {label_file: $NAME}}",
    "services: {a: {extends: {file: '${NAME}', service: b}}}",
    "services: {a: {extends: {file: missing.yml, service: b}}}",
    "services: {a: {env_file: /srv/a.env}}", "include: [/srv/inner.yml]",
    "include: [{path: inner.yml, project_directory: /srv}]",
    "include: [{path: inner.yml, project_directory: missing}]",
    "services: {a: {env_file: ~/a.env}}", "services: {a: {env_file: closed.env}}",
    "services: {a: {env_file: ../../a.env}}", "services: {a: {build: '${NAME}'}}",
    "services: {a: {build: {context: ., additional_contexts: ['a=./a']}}}",
    "services: {a: {develop: {watch: [{path: $NAME, action: sync}]}}}",
    "include: ['${NAME}.yml']", "include: [missing.yml]", "include: ['oci://example.invalid/a']",
    "include: ['https://example.invalid/a.git']", "include: ['git@example.invalid:a.git']",
    "include: [{path: inner.yml, env_file: $NAME}]",
    "include: [{path: inner.yml, project_directory: $NAME}]",
    "include: [nested.yml]", "include: [in-a-folder.yml]", "include: [folder.yml]",
    "services: {a: {image: b}}\n---\nservices: {}", "services: {a: &a *b}",
    "services: {a: {image: b, image: c}}", "services: {a: {image: !other b}}", "a: [",
  ])
  func `it is not known where a path may lead elsewhere than it seems to`(text: String) {
    #expect(
      inputs([
        "docker/compose.yml": text, "docker/inner.yml": "services: {b: {image: c}}",
        "docker/nested.yml": "include: [{path: inner.yml, env_file: a.env}]",
        "docker/in-a-folder.yml": "include: [{path: inner.yml, project_directory: a}]",
      ]) == nil)
  }

  @Test func `one file that is reached from two folders leads to what is in both`() {
    let inputs = inputs([
      "docker/compose.yml": """
      include: [{path: inner.yml, project_directory: a}, {path: inner.yml, project_directory: b}]
      """,
      "docker/inner.yml": "services: {c: {env_file: c.env}}",
    ])

    #expect(inputs?.files.filter { $0.hasSuffix("c.env") } == ["docker/a/c.env", "docker/b/c.env"])
  }

  @Test func `an env file that is always empty is none`() {
    let inputs = ComposeFixture.environment(of: ["compose.yml"]).composeInputs(
      envFiles: ["/dev/null"], read: { $0 == "compose.yml" ? .text("services: {}") : .missing })

    #expect(inputs?.files == [".env", "compose.yml"])
  }

  private let folders: Set = ["docker/folder.yml", "docker/other/dir", "docker/a", "docker/b"]

  private func inputs(_ files: [String: String]) -> ComposeInputs? {
    ComposeFixture.environment(of: ["docker/compose.yml"]).composeInputs(
      envFiles: ["docker/.env.dev"],
      read: { file in
        if file == "docker/closed.env" || file.hasPrefix("..") {
          return .unreadable("it lies outside the repository")
        }
        return folders.contains(file) ? .directory : files[file].map { .text($0) } ?? .missing
      })
  }
}

extension ComposeFixture {
  fileprivate static func environment(of files: [String]) -> Environment {
    Environment(name: "dev", target: Target(project: "app", composeFiles: files))
  }
}
