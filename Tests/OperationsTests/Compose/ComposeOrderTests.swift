import Environments
import Loading
import Processes
import Testing

@testable import Operations

/// With the real plugin, which needs no engine for it.
@Suite(.enabled(if: Layout.hasCompose))
struct `How the installed Compose evaluates env files` {
  private let caller = ["PATH": "/usr/local/bin:/usr/bin:/bin", "HOME": "/root"]

  @Test func `is found out once, and what is shown is what it says`() async throws {
    let checkout = try Checkout()
    try checkout.write(
      "configs/environment/dev.yaml",
      """
      environment: {tier: development}
      target: {project: p, compose_files: [c.yml], env_files: [.env.base, .env.dev]}
      """)
    try checkout.write(".env.base", "HOST=localhost\n")
    try checkout.write(".env.dev", "HOST=shop.example\nURL=https://${HOST}\n")
    try checkout.write("c.yml", "services: {a: {image: x, environment: {URL: }}}\n")
    let workspace = try checkout.workspace()
    let runner = RecordingRunner()
    let docker = Docker.forFiles(caller: caller, runner: runner)
    let cache = ComposeCache(workspace: workspace, log: LogFile.logger(for: workspace))

    let order = try #require(await cache.order(of: docker))
    let asked = runner.results.count
    #expect(await cache.order(of: docker) == order)
    let later = ComposeCache(workspace: workspace, log: LogFile.logger(for: workspace))
    #expect(later.keptOrder(of: docker) == order)
    #expect(runner.results.count == asked)

    var request = try workspace.loadRequest(caller: caller)
    request.order = order
    let configuration = load(request)
    let answers = await docker.composeAnswers(
      for: configuration.environments, root: workspace.root)
    let environment = configuration.resolved(
      answers, root: workspace.root, read: { workspace.read($0) },
      fingerprint: workspace.fingerprinter()
    ).environments[0]
    let ours = environment.setting(SettingKey(.env, "URL"))?.value.text
    #expect(ours != nil)
    #expect(
      ours == environment.setting(SettingKey(.compose, "services.a.environment.URL"))?.value.text)
  }
}
