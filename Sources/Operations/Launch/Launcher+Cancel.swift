import Environments

extension Launcher {
  /// What is said where nobody looked again.
  static let unknownOutcome = "What stands now is not known: the engine was not asked again."

  /// Cancelled before any container was touched; what stands is what stood before.
  func cancelledUntouched(_ act: Act) async -> OperationOutcome {
    // In a task of its own: a cancelled one can look at nothing.
    let observed = await Task { await self.observe(at: act.project) }.value
    let containers = (try? observed.get()) ?? []
    let tracker = LaunchTracker(services: act.environment.services, before: containers)
    var outcome = outcome(
      of: act, .cancelled, services: containers.isEmpty ? [] : tracker.serviceOutcomes)
    outcome.note = "Nothing has changed: no container was touched."
    return outcome
  }
}
