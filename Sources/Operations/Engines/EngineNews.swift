import Environments

/// What following an engine brings.
package enum EngineNews: Hashable, Sendable {
  /// Of some of its environments: those that something happened to, or of which something new is known.
  case statuses([EnvironmentStatus])
  /// It answers again after its stream of events broke, or for the first time after it did not.
  case returned
  /// Another engine answers at the same address.
  case replaced
}
