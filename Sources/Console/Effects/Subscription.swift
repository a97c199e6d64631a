import Environments

/// Something that should be running for as long as the set of `subscriptions(of:)` names it.
package enum Subscription: Hashable, Sendable {
  /// `ticked` at once, then whenever the clock passes a multiple of this many seconds.
  case clock(everySeconds: Int)
  /// Watches these files, relative to the root; a change reloads.
  case files([String])
  /// Watches the engines of these environments; the executable groups them by endpoint.
  case engine([WatchedEnvironment])
  /// Reads these logs: `logsArrived`.
  case logs(LogScope)
}

/// An environment and where it runs: when that changes, another engine is to be watched.
package struct WatchedEnvironment: Hashable, Sendable {
  package var name: String
  /// The docker context; `nil` for the caller's endpoint.
  package var context: String?

  package init(_ name: String, context: String? = nil) {
    self.name = name
    self.context = context
  }
}
