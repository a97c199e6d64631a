import Engine
import Environments
import Loading

/// Which logs to read, and how much of them.
package struct LogRequest: Hashable, Sendable {
  package var environment: String
  package var endpoint: Endpoint
  /// Empty is every service.
  package var services: Set<String>
  /// Stays when everything has been read, and takes up what starts later.
  package var isFollowing: Bool
  /// Nanoseconds since 1970; `nil` is the beginning.
  package var since: Int?
  /// The last lines of each container; `nil` is all of them.
  package var tail: Int?
  /// What may be read of one container; `nil` reads everything, as slowly as it takes.
  package var budget: LogIntake.Budget?

  package init(
    environment: String, endpoint: Endpoint, services: Set<String> = [],
    isFollowing: Bool = false, since: Int? = nil, tail: Int? = nil,
    budget: LogIntake.Budget? = nil
  ) {
    self.environment = environment
    self.endpoint = endpoint
    self.services = services
    self.isFollowing = isFollowing
    self.since = since
    self.tail = tail
    self.budget = budget
  }

  func wants(_ container: ContainerStatus) -> Bool {
    services.isEmpty || services.contains(container.service)
  }
}
