import Environments
import FoundationEssentials
import Processes

extension Launcher {
  /// The images of an environment that its engine does not have.
  func missingImages(
    of environment: Environment, on endpoint: Endpoint
  ) async -> Result<[String], PlanRefusal> {
    // A name that is not interpolated yet is nobody's; a build of Compose's own has no name at all.
    let images = Set(environment.services.compactMap(\.image)).filter { !$0.contains("$") }.sorted()
    guard !images.isEmpty else { return .success([]) }
    let result = await docker.runner.run(
      docker.command(["image", "inspect", "--format", "{{.Id}}"] + images, on: endpoint))
    guard !result.isSuccess else { return .success([]) }
    let complaints = result.errors.lowercased()
    guard case .exited = result.ending, complaints.contains("no such image") else {
      return .failure(PlanRefusal(EngineUnavailable(result, on: endpoint).state, on: endpoint))
    }
    let missing = complaints.split(whereSeparator: \.isNewline)
    return .success(
      images.filter { image in missing.contains { $0.hasSuffix(": " + image.lowercased()) } })
  }

  /// The repository knows how to make its images.
  var canBuildImages: Bool {
    ["Makefile", "makefile", "GNUmakefile"].contains {
      FileManager.default.fileExists(atPath: workspace.path($0))
    }
  }

  /// The one build there is: cold, it compiles a whole service.
  func makeImages(_ project: ComposeProject) -> Command {
    var environment = docker.environment
    switch project.endpoint {
    case .context(let name, _): environment["DOCKER_CONTEXT"] = name
    case .host(let address): environment["DOCKER_HOST"] = address
    }
    return Command(
      "make", ["images"], environment: environment, workingDirectory: workspace.root,
      deadline: .seconds(20 * 60))
  }
}
