/// The smoke tests of one environment, as its YAML declares them.
package struct SmokeSuite: Hashable, Sendable {
  /// The secret that authenticates requests, and the header that carries it.
  package struct Key: Hashable, Sendable {
    package var header: String
    /// The name of a file in `.triptych/secrets/<env>`; its first line is the key.
    package var secret: String

    package init(header: String, secret: String) {
      self.header = header
      self.secret = secret
    }
  }

  /// The base URL, without a trailing slash.
  package var url: String
  /// A PEM file relative to the root; `nil` trusts the system's authorities.
  package var ca: String?
  package var key: Key?
  /// The timeout of each request.
  package var timeoutMilliseconds: Int
  /// The time limit for all tests together.
  package var deadlineMilliseconds: Int
  package var tests: [SmokeTest]

  package init(
    url: String, ca: String? = nil, key: Key? = nil, timeoutMilliseconds: Int = 5_000,
    deadlineMilliseconds: Int = 120_000, tests: [SmokeTest]
  ) {
    self.url = url
    self.ca = ca
    self.key = key
    self.timeoutMilliseconds = timeoutMilliseconds
    self.deadlineMilliseconds = deadlineMilliseconds
    self.tests = tests
  }
}

/// One smoke test: a sequence of requests, each with its expected answer.
package struct SmokeTest: Hashable, Sendable {
  package var name: String
  /// The name of the proof that the test gives; `nil` for a test that nothing demands.
  package var proves: String?
  package var steps: [SmokeStep]
  package var location: Location?

  package init(
    name: String, proves: String? = nil, steps: [SmokeStep], location: Location? = nil
  ) {
    self.name = name
    self.proves = proves
    self.steps = steps
    self.location = location
  }
}

/// A proof that a declaration demands of the smoke tests, one entry of `smoke.demands`.
package struct SmokeProof: Hashable, Sendable {
  /// The word by which tests name it in `proves`.
  package var name: String
  /// The statement that the proof confirms, such as `an order is taken and cancelled`.
  package var claim: String

  package init(_ name: String, claim: String) {
    self.name = name
    self.claim = claim
  }
}
