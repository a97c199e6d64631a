import Environments
import Loading
import Testing

/// Releases of Compose differ in what a line of an env file uses.
struct `The order between env files` {
  private func environment(_ order: EnvFileOrder, host: String = "shop.example") -> Environment {
    var project = Project([
      "configs/environment/dev.yaml": """
      environment: {tier: development}
      target: {compose_files: [c.yml], env_files: [.env.base, .env.dev]}
      health: {checks: [{name: shop, type: http, url: "${URL}"}]}
      """,
      ".env.base": "HOST=localhost\n", ".env.dev": "HOST=\(host)\nURL=https://${HOST}/\n",
      "c.yml": "services: {}\n",
    ])
    project.order = order
    return project.loaded().environments[0]
  }

  private func values(_ environment: Environment) -> [String] {
    [SettingKey(.env, "URL"), SettingKey(.settings, "health.checks.shop.url")].map {
      environment.setting($0)?.value.text ?? "absent"
    }
  }

  @Test func `is that of the installed Compose, in variables and in the checks that use them`() {
    #expect(values(environment(.earlierFiles)) == ["https://localhost/", "https://localhost/"])
    #expect(values(environment(.ownFile)) == ["https://shop.example/", "https://shop.example/"])
  }

  @Test func `matters only where two files disagree about a variable that a line uses`() {
    #expect(environment(.usual).dependsOnEnvFileOrder)
    #expect(!environment(.usual, host: "localhost").dependsOnEnvFileOrder)
  }
}
