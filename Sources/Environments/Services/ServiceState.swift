/// One service in one word, worst replica first.
package enum ServiceState: Hashable, Sendable {
  case stopped
  case created
  case starting(ready: Int, of: Int)
  /// Running without a health check.
  case running
  case healthy
  /// Fewer replicas than declared.
  case degraded(ready: Int, of: Int)
  case unhealthy(reason: String)
  case restarting(count: Int)
  case paused
  /// A one-shot that exited with 0.
  case done
  case exited(code: Int)
}
