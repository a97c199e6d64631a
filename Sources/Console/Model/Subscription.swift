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

/// What should be running for this model: nothing ticks faster than something on the screen needs.
package func subscriptions(of model: Model) -> Set<Subscription> {
  var wanted: Set<Subscription> = [.clock(everySeconds: model.needsSeconds ? 1 : 60)]
  if !model.configuration.files.isEmpty { wanted.insert(.files(model.configuration.files)) }
  let watched = model.environments.map {
    WatchedEnvironment($0.name, context: $0.target.context)
  }
  if !watched.isEmpty { wanted.insert(.engine(watched)) }
  for scope in model.logScopes { wanted.insert(.logs(scope)) }
  return wanted
}
