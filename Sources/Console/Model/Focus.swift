/// Which environments the operator means.
package enum Focus: Hashable, Sendable {
  case all
  /// By position in the configuration.
  case one(Int)
}
