/// Which pages of other origins a browser may let talk to the api.
package struct CORSPolicy: Hashable, Sendable {
  package var allowedOrigins: [String]
  package var allowedMethods: [String]
  /// How long a browser may remember the answer to its preflight.
  package var maxAge: Duration

  package init(allowedOrigins: [String], allowedMethods: [String], maxAge: Duration) {
    self.allowedOrigins = allowedOrigins
    self.allowedMethods = allowedMethods
    self.maxAge = maxAge
  }

  /// The value of `Access-Control-Allow-Origin` for a page of `origin`; nil when it may not.
  package func allowance(for origin: String) -> String? {
    if allowedOrigins.contains("*") { return "*" }
    return allowedOrigins.contains(origin) ? origin : nil
  }
}
