import Environments
import Loading
import Testing

struct `An environment whose own files cannot be read` {
  private func environment(_ file: String) throws -> Environment {
    let project = Project([
      "configs/environment/dev.yaml": file, "compose.yaml": "services: {a: {image: \"a:1\"}}\n",
    ])
    return try #require(project.loaded().environments.first)
  }

  @Test(arguments: [
    "environment: {tier: Production}", "environment: {tier: [production]}",
    "environment: {protected: \"yes\"}",
  ])
  func `is guarded as a protected one where its tier or its protection is mistyped`(line: String)
    throws
  {
    let environment = try environment("schema_version: 1\n\(line)\ntarget: {project: p}\n")

    #expect(environment.isProtected)
    #expect(environment.obstacle == nil)
  }

  @Test func `has an unknown tier where its tier is mistyped`() throws {
    let lines = ["environment: {tier: Production}", "environment: {tier: production}"]
    let environments = try lines.map {
      try environment("schema_version: 1\n\($0)\ntarget: {project: p}\n")
    }

    #expect(environments.map(\.tierWord) == ["unknown", "production"])
  }

  @Test(arguments: [
    (
      "target: {project: \"p \"}",
      "configs/environment/dev.yaml:2:10: target.project cannot be read"
    ),
    (
      "target: {compose_files: [compose.yaml]}",
      "configs/environment/dev.yaml has no target.project"
    ),
    (
      "target: {project: p, orchestrator: kubernetes}",
      "configs/environment/dev.yaml:2:22: target.orchestrator cannot be read"
    ),
    (
      "target: {project: p",
      "configs/environment/dev.yaml:3:1: did not find expected ',' or '}', while parsing a flow mapping from line 2 on"
    ),
  ])
  func `is unknown, and nobody acts on it, where its project is not known`(
    line: String, reason: String
  ) throws {
    let environment = try environment("schema_version: 1\n\(line)\n")

    #expect(environment.objectionToActing?.contains(reason) == true, "\(environment)")
    #expect(environment.brokenFiles == reason)
  }

  @Test func `is the one that it says it is where they can be read`() throws {
    let environment = try environment("schema_version: 1\ntarget: {project: p}\n")

    #expect(environment.obstacle == nil)
    #expect(environment.brokenFiles == nil)
    #expect(!environment.isProtected)
  }
}
