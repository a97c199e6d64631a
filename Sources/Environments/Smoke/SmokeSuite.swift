/// The smoke tests of one environment, as its YAML declares them.
package struct SmokeSuite: Hashable, Sendable {
  /// Which secret opens the door, and the header it travels in.
  package struct Key: Hashable, Sendable {
    package var header: String
    /// The name of a file in `.triptych/secrets/<env>`, whose first line counts.
    package var secret: String

    package init(header: String, secret: String) {
      self.header = header
      self.secret = secret
    }
  }

  /// Without a slash at its end.
  package var url: String
  /// A PEM file relative to the root; `nil` trusts the system's authorities.
  package var ca: String?
  package var key: Key?
  /// For each request.
  package var timeoutMilliseconds: Int
  /// For all tests together.
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
