/// What is known of the engine behind an environment.
package enum EngineState: Hashable, Sendable {
  case notAskedYet
  /// No docker, or no Compose plugin, on this machine; what to do about it.
  case notInstalled(String)
  /// The user may not talk to the engine; what to do about it.
  case forbidden(String)
  /// It cannot be reached; its own words.
  case unreachable(String)
  /// It took the call and did not answer within the deadline.
  case silent(milliseconds: Int)
  case answering
}
