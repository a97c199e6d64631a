import Environments
import Threads

/// Runs tests in sequence until all have run or the run ends early.
struct SmokeSequence {
  let plan: SmokePlan
  let session: SmokeSession
  private(set) var results: [SmokeResult] = []
  private(set) var ending = SmokeReport.Ending.complete

  init(plan: SmokePlan, session: SmokeSession) {
    self.plan = plan
    self.session = session
  }

  /// - Parameter report: called before each test.
  mutating func take(report: @Sendable (SmokeProgress) -> Void) async {
    let count = plan.tests.count
    var number = 0
    for test in plan.suite.tests {
      guard ending == .complete, !plan.leftOut.contains(test.name) else {
        results.append(SmokeResult(test: test, verdict: .notRun))
        continue
      }
      number += 1
      report(SmokeProgress(test: test.name, number: number, count: count))
      let start = ContinuousClock.now
      let verdict = await verdict(of: test)
      results.append(
        SmokeResult(
          test: test, verdict: verdict,
          tookMicroseconds: Int((ContinuousClock.now - start) / .microseconds(1))))
    }
  }

  /// The first step that fails ends the test, except for the steps that undo something.
  private mutating func verdict(of test: SmokeTest) async -> SmokeResult.Verdict {
    var values = [SmokeTemplate.run: session.run]
    var verdict = SmokeResult.Verdict.passed
    for step in test.steps {
      let goesOn = verdict == .passed && ending == .complete
      guard goesOn || step.isAlways && step.names.isSubset(of: values.keys) else { continue }
      switch await perform(step, values) {
      case .passed(let captured): values.merge(captured) { $1 }
      case .failed(let reason):
        if verdict == .passed {
          let mask = SecretGate.process.mask(of: plan.environment)
          verdict = .failed(
            step: step.name, reason: mask.shown(session.redacted(reason), from: .other))
        }
      case .cancelled: ending = .cancelled
      case .deadlinePassed: ending = .deadlinePassed
      }
    }
    return ending == .complete || verdict != .passed ? verdict : .notRun
  }

  private func perform(
    _ step: SmokeStep, _ values: [String: String]
  ) async -> SmokeSession.StepOutcome {
    let session = session
    guard step.isAlways else {
      return await offPool(SmokeSession.StepOutcome.failed) {
        session.perform(step, filling: values, or: $0)
      }
    }
    // Not structured: a step that undoes something runs although the run is cancelled. It has a deadline of its own.
    return await Task {
      await offPool(SmokeSession.StepOutcome.failed) {
        session.perform(step, filling: values, or: $0)
      }
    }.value
  }
}
