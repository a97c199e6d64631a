import Engine
import Environments
import FoundationEssentials
import Processes

extension Launcher {
  /// The images that the engine lacks, each with its source; refused when an image has no source.
  func missingImages(
    of environment: Environment, _ project: ComposeProject, _ snapshot: ComposeSnapshot?
  ) async -> Result<[MissingImage], PlanRefusal> {
    await missingNames(of: environment, project, snapshot).flatMap { names in
      var images: [MissingImage] = []
      for name in names {
        guard let source = source(of: name, environment) else {
          let pull = docker.command(["pull"] + Docker.operands(name), on: project.endpoint)
          return .failure(
            PlanRefusal(
              .refused(
                reason: "The engine has no image \(name), and its pull_policy is never. "
                  + "Try: \(pull)")))
        }
        images.append(MissingImage(name, source))
      }
      return .success(images)
    }
  }

  private func missingNames(
    of environment: Environment, _ project: ComposeProject, _ snapshot: ComposeSnapshot?
  ) async -> Result<[String], PlanRefusal> {
    let built = environment.services.filter { $0.image == nil && environment.builds($0) }
      .map { project.builtImage(of: $0) }
    // A name that is not interpolated yet is not an image's; a service without `image:` and `build:` has none.
    let loaded = environment.services.compactMap(\.image).filter { !$0.contains("$") } + built
    let missing = await missing(of: loaded, on: project.endpoint)
    guard case .success(let images) = missing, !images.isEmpty else { return missing }
    // Another image may have been chosen since the environment was loaded; the images that Compose would start now count.
    let command = docker.compose(
      ["config", "--images"], of: project, on: snapshot, deadline: .seconds(20)
    ).asking
    let result = await docker.limiter.run(on: project.endpoint) { await docker.runner.run(command) }
    guard result.isSuccess else { return .failure(refusal(result, environment, project)) }
    let nameless = environment.services.filter { $0.image == nil && !environment.builds($0) }
      .map { project.builtImage(of: $0) }
    let chosen = result.output.split(whereSeparator: \.isNewline).map(String.init)
      .filter { !nameless.contains($0) }
    return await self.missing(of: chosen, on: project.endpoint)
  }

  /// The source of an image; `nil` when it is not built here and may not be pulled.
  func source(of image: String, _ environment: Environment) -> MissingImage.Source? {
    if canMakeImages { return .make }
    let users = environment.services.filter {
      $0.image == image
        || $0.image == nil && image == "\(environment.target.project)-\($0.name)"
    }
    if let builder = users.first(where: environment.builds) {
      return .build(service: builder.name)
    }
    return users.contains(where: environment.mayNotPull) ? nil : .pull
  }

  private func missing(
    of images: [String], on endpoint: Endpoint
  ) async -> Result<[String], PlanRefusal> {
    let images = Set(images).sorted()
    guard !images.isEmpty else { return .success([]) }
    return await docker.engines[endpoint].missing(of: images)
      .mapError { PlanRefusal($0.state, on: endpoint) }
  }

  /// Whether the repository's Makefile has a target `images`.
  private var canMakeImages: Bool {
    ["GNUmakefile", "makefile", "Makefile"].contains { name in
      guard case .text(let text) = workspace.read(name) else { return false }
      return text.split(whereSeparator: \.isNewline).contains { $0.hasPrefix("images:") }
    }
  }
}

extension Environment {
  /// The service has a `build:` section.
  fileprivate func builds(_ service: Service) -> Bool {
    let key = "services.\(service.name).build"
    return settings.contains {
      $0.key.source == .compose && ($0.key.path == key || $0.key.path.hasPrefix(key + "."))
    }
  }

  fileprivate func mayNotPull(_ service: Service) -> Bool {
    setting(SettingKey(.compose, "services.\(service.name).pull_policy"))?.value.text == "never"
  }
}

extension ComposeProject {
  /// Compose's name for the image of a service that names none.
  fileprivate func builtImage(of service: Service) -> String {
    "\(target.project)-\(service.name)"
  }
}
