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
