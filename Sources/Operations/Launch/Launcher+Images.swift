import Environments
import FoundationEssentials
import Processes

extension Launcher {
  /// The images of an environment that its engine does not have.
  func missingImages(
    of environment: Environment, _ project: ComposeProject
  ) async -> Result<[String], PlanRefusal> {
    // A name that is not interpolated yet is nobody's; a build of Compose's own has no name at all.
    let loaded = environment.services.compactMap(\.image).filter { !$0.contains("$") }
    let missing = await missing(of: loaded, on: project.endpoint)
    guard case .success(let images) = missing, !images.isEmpty else { return missing }
    // Another image may have been chosen since the environment was loaded: what Compose would start now counts.
    let command = docker.compose(["config", "--images"], of: project, deadline: .seconds(20))
    let result = await docker.turns.take(on: project.endpoint) { await docker.runner.run(command) }
    guard result.isSuccess else { return .failure(refusal(result, project)) }
    let nameless = environment.services.filter { $0.image == nil }
      .map { "\(project.target.project)-\($0.name)" }
    let chosen = result.output.split(whereSeparator: \.isNewline).map(String.init)
      .filter { !nameless.contains($0) }
    return await self.missing(of: chosen, on: project.endpoint)
  }

  private func missing(
    of images: [String], on endpoint: Endpoint
  ) async -> Result<[String], PlanRefusal> {
    let images = Set(images).sorted()
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
