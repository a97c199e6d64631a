import Loading
import Testing

/// What several environments violate together, or all in the same way.
struct `Problems of several environments` {
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
