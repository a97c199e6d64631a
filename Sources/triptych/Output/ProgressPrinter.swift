import Environments
import Synchronization

/// Prints each change of a service's phase once, to standard error.
final class ProgressPrinter: Sendable {
  private let isQuiet: Bool
  private let shown = Mutex<Set<String>>([])

  init(isQuiet: Bool) { self.isQuiet = isQuiet }

  func show(_ progress: OperationProgress) {
    guard !isQuiet else { return }
    for line in progress.lines {
      let text = "  \(line.service): \(line.phase.words)"
      if shown.withLock({ $0.insert(text).inserted }) { StandardStreams.error(text) }
    }
  }
}
