import Testing

@testable import Environments

struct `Names that Compose derives from the project` {
  private func stack(
    _ name: String, _ project: String, _ path: String, _ value: String, at line: Int?
  )
    -> Environment
  {
    let location = line.map { Location(file: "compose.yml", line: $0, column: 1) }
    let setting = Setting(
      SettingKey(.compose, path),
      layerValues: [.init(.string(value), Origin(layer: .compose, location: location))])
    return Environment(name: name, target: Target(project: project), settings: [setting])
  }

  private func kind(_ path: String, _ values: (String, String), at line: Int? = nil)
    -> Matrix.Kind
  {
    compare([
      stack("dev", "my-shop", path, values.0, at: line),
      stack("prod", "my-shop-prod", path, values.1, at: line),
    ]).rows[0].kind
  }

  @Test(arguments: ["networks.default.name", "volumes.default.name", "secrets.default.name"])
  func `are no difference`(path: String) {
    #expect(kind(path, ("my-shop_default", "my-shop-prod_default")) == .same)
  }

  @Test func `differ when a file writes them`() {
    #expect(kind("volumes.data.name", ("my-shop_data", "my-shop-prod_data"), at: 3) == .different)
  }

  @Test func `an ordinary value that holds the project differs`() {
    let path = "services.web.environment.BUCKET"

    #expect(kind(path, ("my-shop", "my-shop-prod"), at: 3) == .different)
    #expect(kind(path, ("my-shop", "my-shop"), at: 3) == .same)
    #expect(kind(path, ("my-shop_data", "my-shop-prod_data")) == .different)
  }

  @Test func `the environment's own rendered folder is no difference`() {
    let path = "services.web.volumes./etc/shop"
    let values = ("./.triptych/run/dev/config", "./.triptych/run/prod/config")

    #expect(kind(path, values, at: 3) == .same)
  }
}
