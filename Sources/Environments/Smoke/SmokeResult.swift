/// How one smoke test ended.
package struct SmokeResult: Hashable, Sendable {
  package enum Verdict: Hashable, Sendable {
    case passed
    /// The step that failed, and why, such as `expected 401, answered 200`.
    case failed(step: String, reason: String)
    /// The run ended before its turn, or it was not asked for.
    case notRun
  }

  package var test: SmokeTest
  package var verdict: Verdict
  package var tookMicroseconds: Int

  package init(test: SmokeTest, verdict: Verdict, tookMicroseconds: Int = 0) {
    self.test = test
    self.verdict = verdict
    self.tookMicroseconds = tookMicroseconds
  }

  package var isFailed: Bool { if case .failed = verdict { true } else { false } }
}
