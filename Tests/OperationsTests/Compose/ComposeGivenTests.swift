import Environments
import Loading
import Processes
import Testing

@testable import Operations

/// With the real plugin, which needs no engine for it.
@Suite(.enabled(if: Layout.hasCompose))
struct `What Compose is given` {
  private let caller = ["PATH": "/usr/local/bin:/usr/bin:/bin", "HOME": "/root"]

  @Test func `is one call, with the files and the names of variables`()
    async throws
  {
    let checkout = try Checkout()
    try checkout.write(
      "configs/environment/dev.yaml",
      """
      environment: {tier: development}
      target: {project: shop, compose_files: [c.yml], env_files: [.env.dev], profiles: [db]}
      """)
    try checkout.write(".env.dev", "HOME=/app\n")
    try checkout.write("c.yml", "services: {a: {image: x}}\n")
    let workspace = try checkout.workspace()
    let docker = Docker.forFiles(caller: caller, runner: SubprocessRunner())
    let environment = load(try workspace.loadRequest(caller: caller)).environments[0]

    let given = await docker.composeGiven(for: environment, in: workspace, offline: false)
    let again = await docker.composeGiven(for: environment, in: workspace, offline: false)

    #expect(
      given.command == """
        env -u HOME docker --context default compose -p shop -f c.yml --env-file .env.dev \
        --profile db --progress plain config --format json
        """)
    #expect(given.withheld == ["HOME"])
    #expect(given.variables.contains("PATH") && given.variables.contains("DOCKER_CONFIG"))
    guard case .known(let digest) = given.digest else {
      Issue.record("no digest: \(given.text)")
      return
    }
    #expect(again.digest == .known(digest))
    #expect(given.json.contains("\"digest\" : \"\(digest)\""))
  }
}
