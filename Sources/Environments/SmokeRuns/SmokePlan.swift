/// The smoke tests that a run would execute, and their requests.
package struct SmokePlan: Hashable, Sendable {
  package let environment: Environment
  package let suite: SmokeSuite
  /// The names of the tests that are left out.
  package let leftOut: Set<String>

  /// `nil` when the environment has no smoke tests.
  ///
  /// - Parameter only: the tests to run; all tests when empty.
  package init?(of environment: Environment, only: [String] = []) {
    guard let suite = environment.smoke else { return nil }
    self.environment = environment
    self.suite = suite
    leftOut = only.isEmpty ? [] : Set(suite.tests.map(\.name)).subtracting(only)
  }

  /// The tests that run, in order.
  package var tests: [SmokeTest] { suite.tests.filter { !leftOut.contains($0.name) } }

  /// The requests without their headers, such as `POST https://127.0.0.1:38080/orders`.
  package var requests: [String] {
    tests.flatMap(\.steps).map { "\($0.method) \(suite.url)\($0.path.text)" }
  }

  /// The URL, and each test with its requests.
  package var text: String {
    let names = tests.map(\.name.count).max() ?? 0
    let noun = tests.count == 1 ? "test" : "tests"
    return
      (["Test \(environment.name) at \(suite.url): \(tests.count) \(noun)", ""]
      + tests.map { test in
        "  \(test.name.padded(to: names))  \(test.steps.map(\.summary).joined(separator: ", "))"
      }).joined(separator: "\n")
  }

  /// The same guards as for a launch that changes something, since requests can change data.
  package var guardrail: Guard {
    if environment.isProtected { return .typedName }
    return environment.tier == .development ? .none : .confirmation
  }
}

extension SmokeStep {
  fileprivate var summary: String {
    switch pace {
    case .once: request
    case .all(let count): "\(request) ×\(count)"
    case .untilMet(let count): "\(request) up to ×\(count)"
    }
  }
}

/// The test that a run is executing.
package struct SmokeProgress: Hashable, Sendable {
  package var test: String
  /// From 1.
  package var number: Int
  package var count: Int

  package init(test: String, number: Int, count: Int) {
    self.test = test
    self.number = number
    self.count = count
  }

  /// Such as `2 of 7: wrong-key-refused`.
  package var text: String { "\(number) of \(count): \(test)" }
}
