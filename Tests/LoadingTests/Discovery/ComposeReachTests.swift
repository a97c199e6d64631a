import Environments
import Testing

@testable import Loading

/// Where our reading of a file is not certainly that of Compose, an undeclared repository is not handed to it.
struct `What Compose may be asked about an undeclared repository` {
  @Test(arguments: [
    "services: {a: {env_file: !!binary L2V0Yy9wYXNzd2Q=}}",
    "services: {a: {env_file: [!!binary L2V0Yy9wYXNzd2Q=]}}",
    "services: {a: {env_file: [{path: !!binary L2V0Yy9wYXNzd2Q=}]}}",
    "services: {a: {!!binary ZW52X2ZpbGU=: /etc/passwd}}",
    "services: {a: {? !!binary ZW52X2ZpbGU= : /etc/passwd}}",
    "services: {a: {? &k !!binary ZW52X2ZpbGU= : /etc/passwd}}",
    "!!binary aW5jbHVkZQ==: [/etc/passwd]",
    "services: {a: {extends: {file: !mine ../../x.yml, service: b}}}",
    "services: {a: {env_file: a.env, env_file: /etc/passwd}}",
    "services: {a: {image: x}}\n---\nservices: {a: {env_file: /etc/passwd}}",
    "include: [{path: part.yml, project_directory: /outside}]",
    "include: [{path: part.yml, project_directory: .}]",
    "include: [{path: part.yml, project_directory: ..}]",
    "include: [{path: 'me@host.example:repo.git'}]",
    "include: [{path: 'git@host.example:repo.git'}]",
    "include: ['https://host.example/compose.yml']",
    """
    include: [{path: part.yml, project_directory: .}]
    services: {a: {extends: {file: part.yml, service: p}}}
    """,
    "include: [outer.yml]",
    "include: [vars.yml]",
    "services: {a: {env_file: '${TRIPTYCH_RUN:-.}/a.env'}}",
  ])
  func `it is not asked over what may lead outside`(compose: String) {
    #expect(obstacle(compose) != nil)
  }

  @Test(arguments: [
    "services: {a: {env_file: a.env, extends: {file: part.yml, service: p}}}",
    "include: [part.yml]\nservices: {a: {ports: !override ['1:1'], environment: !reset {}}}",
    "services: {a: {image: !!str 8080}}",
    "services: {!!str a: {image: x}}",
    "include: [{path: part.yml, env_file: b.env}]",
  ])
  func `it is asked over what stays inside`(compose: String) {
    #expect(obstacle(compose) == nil)
  }

  private func obstacle(_ compose: String) -> String? {
    let files = [
      "docker/compose.yml": compose,
      "docker/part.yml": "services: {p: {image: x, env_file: ../a.env}}",
      "docker/outer.yml": "include: [{path: part.yml, env_file: ../a.env}]",
      "docker/vars.yml": "services: {p: {image: x, env_file: '${OWN:-a.env}'}}",
      "docker/a.env": "A=1\n", "docker/b.env": "A=1\n", "a.env": "A=1\n",
    ]
    var reach = ComposeReach {
      files[$0].map(SourceText.text)
        ?? ($0.hasPrefix("/") ? .unreadable(SourceText.isOutside) : .missing)
    }
    reach.follow(Target(project: "shop", composeFiles: ["docker/compose.yml"]))
    return reach.obstacle?.message
  }
}
