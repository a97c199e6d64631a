/// Checks of one environment that are to be run once.
package struct CheckRequest: Hashable, Sendable {
  package var environment: String
  /// Their names.
  package var checks: [String]

  package init(environment: String, checks: [String]) {
    self.environment = environment
    self.checks = checks
  }
}
