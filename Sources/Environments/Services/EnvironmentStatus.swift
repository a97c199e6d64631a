/// The containers of one environment and how fresh that knowledge is.
package struct EnvironmentStatus: Hashable, Sendable {
  package var environment: String
  package var engine: EngineState
  /// The last known ones, also when the engine has stopped answering.
  package var containers: [ContainerStatus]
  /// Seconds since 1970 when the engine last answered; `nil` when it never did.
  package var observedAt: Int?
  /// How often the engine is asked for a sign of life: what is older than two of these turns is old.
  package var heartbeatSeconds = 15
  /// How long its last answer took.
  package var answeredAfterMilliseconds = 0

  package init(
    environment: String, engine: EngineState, containers: [ContainerStatus] = [],
    observedAt: Int? = nil
  ) {
    self.environment = environment
    self.engine = engine
    self.containers = containers
    self.observedAt = observedAt
  }
}
