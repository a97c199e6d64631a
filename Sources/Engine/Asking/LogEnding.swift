/// How reading a container's log ended.
package enum LogEnding: Hashable, Sendable {
  /// Everything was read, as far as was asked for.
  case whole
  /// The container is gone, or about to be.
  case gone
  /// The engine does not give it; its words.
  case refused(String)
  /// The engine is at fault.
  case lost(EngineUnavailable)
  case cancelled
}
