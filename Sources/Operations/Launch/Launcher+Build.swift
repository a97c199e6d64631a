import Environments
import Processes
import Synchronization

extension Launcher {
  /// Brings the missing images of the plan; `nil` when the launch may go on.
  ///
  /// `make images` may choose other images, so the snapshot of the act is renewed after it.
  func bringMissingImages(_ act: inout Act) async -> OperationOutcome? {
    let images = act.plan.steps.filter(\.bringsImage).map {
      MissingImage($0.subject, source(of: $0.subject, act.environment) ?? .pull)
    }
    var sequence = ImageSequence(images)
    while let image = sequence.next {
      if let failure = await bring(image, sequence, act) { return failure }
      sequence.end()
    }
    guard images.contains(where: { $0.source == .make }) else { return nil }
    return await renderMade(&act)
  }

  /// The command that brings an image.
  func command(
    for image: MissingImage, _ project: ComposeProject, on snapshot: ComposeSnapshot? = nil
  ) -> Command {
    switch image.source {
    case .make: makeImages(project)
    case .pull:
      docker.command(
        ["pull"] + Docker.operands(image.name), on: project.endpoint, deadline: Self.imageDeadline)
    case .build(let service):
      docker.compose(
        ["build"] + Docker.operands(service), of: project, on: snapshot,
        deadline: Self.imageDeadline)
    }
  }

  /// Long, because a whole service may be compiled, or a large image pulled over a slow line.
  private static let imageDeadline = Duration.seconds(20 * 60)

  private func makeImages(_ project: ComposeProject) -> Command {
    var environment = docker.environment
    switch project.endpoint {
    case .context(let name, _): environment["DOCKER_CONTEXT"] = name
    case .host(let address): environment["DOCKER_HOST"] = address
    }
    return Command(
      "make", ["images"], environment: environment, workingDirectory: workspace.root,
      deadline: Self.imageDeadline)
  }

  private func bring(
    _ image: MissingImage, _ sequence: ImageSequence, _ act: Act
  ) async -> OperationOutcome? {
    let progress = Mutex(sequence)
    act.tell(sequence.lines, image.command)
    let command = command(for: image, act.project, on: act.snapshot)
    let result = await docker.runner.run(command) { line in
      let lines = progress.withLock { sequence in
        sequence.heard(line.text)
        return sequence.lines
      }
      act.tell(lines, line.text, from: .other)
    }
    return await failure(of: result, image, act)
  }

  private func failure(
    of result: CommandResult, _ image: MissingImage, _ act: Act
  ) async -> OperationOutcome? {
    let lastLines = (result.output + result.errors).lastLines(20)
    switch result.ending {
    case .exited(code: 0): return nil
    case .cancelled: return await cancelledUntouched(act)
    case .deadlinePassed: return outcome(of: act, .deadlinePassed, lastLines: lastLines)
    case .notStarted(let reason): return outcome(of: act, .failed(reason: reason))
    case .exited(let code), .signaled(let code):
      let words = image.source == .make ? nil : result.errors.lastLines(1).first
      return outcome(
        of: act,
        .failed(
          reason: "\(image.command) ended with code \(code)" + (words.map { ": \($0)" } ?? "")),
        lastLines: lastLines)
    }
  }

  /// `make images` may have chosen other images, which Compose reads from the rendered files.
  private func renderMade(_ act: inout Act) async -> OperationOutcome? {
    do { _ = try workspace.render(act.environment, user: user) } catch {
      return outcome(of: act, .failed(reason: "\(error)"))
    }
    switch await docker.snapshot(of: act.project, in: workspace, mask: act.mask) {
    case .success(let snapshot): act.snapshot = snapshot
    case .failure(let refusal):
      return outcome(
        of: act, self.refusal(refusal.result, act.environment, act.project).verdict)
    }
    guard
      case .success(let missing) = await missingImages(
        of: act.environment, act.project, act.snapshot),
      let image = missing.first
    else { return nil }
    return outcome(
      of: act, .failed(reason: "make images succeeded, but did not make \(image.name)"))
  }
}

extension MissingImage {
  /// The command that brings it, for messages.
  fileprivate var command: String {
    switch source {
    case .make: "make images"
    case .pull: "docker pull \(name)"
    case .build(let service): "docker compose build \(service)"
    }
  }
}

extension Plan.Step {
  fileprivate var bringsImage: Bool { [.buildImages, .pull, .build].contains(action) }
}

extension String {
  /// The last lines that are not blank, with control characters spelled out.
  func lastLines(_ countMax: Int) -> [String] {
    split(whereSeparator: \.isNewline).suffix(countMax).map { String($0).spelledOut }
  }
}
