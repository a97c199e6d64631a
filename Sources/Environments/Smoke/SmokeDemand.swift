/// Whether a proof that the tier demands was given.
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
    let proving = results.filter { $0.test.proves == proof }
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
