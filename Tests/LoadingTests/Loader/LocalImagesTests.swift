import Environments
import Loading
import Testing

struct `Local choices of images` {
  private let compose = """
    services:
      prometheus: {image: "${PROMETHEUS_IMAGE:-prom/prometheus:v2}"}
      api: {image: "trading:${TAG}"}
    """

  private func environment(_ images: String?) throws -> Environment {
    var files = [
      "configs/environment/dev.yaml":
        "schema_version: 1\ntarget: {project: dev, compose_files: [c.yml], env_files: [.env]}",
      "c.yml": compose, ".env": "TAG=1\nPROMETHEUS_IMAGE=prom/prometheus:v3\n",
    ]
    files[".triptych/images.env"] = images
    let configuration = Project(files).loaded()
    #expect(text(configuration.diagnostics) == "")
    return try #require(configuration.environments.first)
  }

  @Test func `a choice wins over the .env files, and its line is known`() throws {
    let environment = try environment("# made\nPROMETHEUS_IMAGE=triptych/prometheus:2.42.0\n")

    #expect(
      lines(environment.settings.filter { $0.key.path == "PROMETHEUS_IMAGE" }) == """
        PROMETHEUS_IMAGE = "triptych/prometheus:2.42.0" (env file .env:2:1 < env file .triptych/images.env:2:1)
        """)
    #expect(environment.servicesWithLocalImage == ["prometheus"])
  }

  @Test func `where nothing was chosen nothing is said`() throws {
    #expect(try environment(nil).servicesWithLocalImage == [])
  }
}
