import Environments
import Processes

extension Launcher {
  /// Builds what the plan says is missing; null when the launch may go on.
  func buildMissingImages(_ act: Act) async -> OperationOutcome? {
    let images = act.plan.steps.filter { $0.action == .buildImages }.map(\.subject)
    guard !images.isEmpty else { return nil }
    let lines = images.map { OperationProgress.Line($0, .working("building")) }
    act.tell(lines, "make images")
    let result = await docker.runner.run(makeImages(act.project)) { act.tell(lines, $0.text) }
    let lastLines = (result.output + result.errors).lastLines(20)
    switch result.ending {
    case .exited(code: 0): break
    case .cancelled: return await cancelledUntouched(act)
    case .deadlinePassed: return outcome(of: act, .deadlinePassed, lastLines: lastLines)
    case .notStarted(let reason): return outcome(of: act, .failed(reason: reason))
    case .exited(let code), .signaled(let code):
      return outcome(
        of: act, .failed(reason: "make images ended with code \(code)"), lastLines: lastLines)
    }
    // What was built may be a choice of image, which Compose learns from the rendered files.
    do { _ = try render(act.environment) } catch {
      return outcome(of: act, .failed(reason: "\(error)"))
    }
    guard
      case .success(let missing) = await missingImages(of: act.environment, act.project),
      let image = missing.first
    else { return nil }
    return outcome(
      of: act, .failed(reason: "make images ended well, but did not make \(image)"),
      lastLines: lastLines)
  }
}

extension String {
  /// The last lines that say something, control characters spelled out.
  func lastLines(_ countMax: Int) -> [String] {
    split(whereSeparator: \.isNewline).suffix(countMax).map { String($0).spelledOut }
  }
}
