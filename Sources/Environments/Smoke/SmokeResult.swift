/// The result of one smoke test.
package struct SmokeResult: Hashable, Sendable {
  package enum Verdict: Hashable, Sendable {
    case passed
    /// The step that failed, and the reason, such as `expected 401, answered 200`.
    case failed(step: String, reason: String)
    /// The run ended before this test, or the test was not selected.
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

/// A proof that the environment demands, and whether the results provide it.
package struct SmokeDemand: Hashable, Sendable {
  package enum Verdict: String, Hashable, Sendable {
    case met
    case notMet = "not met"
    case notRun = "not run"
    /// No test of the suite proves it.
    case missing
  }

  package var proof: SmokeProof
  package var verdict: Verdict
  /// The names of the tests that prove it.
  package var tests: [String]

  init(_ proof: SmokeProof, among results: [SmokeResult]) {
    let proving = results.filter { $0.test.proves == proof.name }
    self.proof = proof
    tests = proving.map(\.test.name)
    if proving.isEmpty {
      verdict = .missing
    } else if proving.contains(where: \.isFailed) {
      verdict = .notMet
    } else {
      verdict = proving.contains { $0.verdict == .notRun } ? .notRun : .met
    }
  }
}
