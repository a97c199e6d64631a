/// Whose logs: of one service with all its replicas, or of a whole environment.
package struct LogScope: Hashable, Sendable {
  package var environment: String
  /// `nil` is every service.
  package var service: String?

  package init(environment: String, service: String? = nil) {
    self.environment = environment
    self.service = service
  }
}
