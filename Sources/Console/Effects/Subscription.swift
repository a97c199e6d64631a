import Environments

/// A source of messages that runs for as long as it is in the set of `subscriptions(of:)`.
package enum Subscription: Hashable, Sendable {
  /// Sends `ticked` at once, then whenever the clock passes a multiple of this number of seconds.
  case clock(everySeconds: Int)
  /// Watches these files, relative to the root; a change reloads.
  case files([String])
  /// Watches the engines of these environments; the executable groups them by endpoint.
  case engine([WatchedEnvironment])
  /// Reads the logs of a scope; sends `logsArrived`.
  case logs(LogScope)
}

/// An environment and its engine: when the engine changes, another one is watched.
package struct WatchedEnvironment: Hashable, Sendable {
  package var name: String
  /// The docker context; `nil` for the caller's endpoint.
  package var context: String?

  package init(_ name: String, context: String? = nil) {
    self.name = name
    self.context = context
  }
}
