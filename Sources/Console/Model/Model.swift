import Canvas
import Environments

/// The complete state of the console: what is shown, and what the next key means.
package struct Model: Hashable, Sendable {
  /// The known state of the world, and the state of the screen that all views share.
  var context: ViewContext
  /// The views that the operator has opened one from another; the last one is shown. Never empty.
  var trail: [View] = [.overview(OverviewView())]
  /// The views that the operator has left, so that they are the same when opened again.
  var left: [View] = []
  /// The receiver of the next key.
  var input = Input.view
  /// The commands that were run, the newest last.
  var history: [String] = []

  package init(size: Size, keys: KeyTable = .standard, patterns: LogPatterns = .literal) {
    context = ViewContext(size: size, keys: keys, patterns: patterns)
  }

  var world: World {
    get { context.world }
    _modify { yield &context.world }
  }

  var view: View {
    get { trail[trail.count - 1] }
    _modify { yield &trail[trail.count - 1] }
  }

  var content: any ViewContent { view.content }
  var size: Size { context.size }
  var keys: KeyTable { context.keys }
  var environments: [Environment] { world.environments }
  var target: Environment? { context.target }

  /// Whether the view is filtered; Esc removes the filters.
  var isNarrowed: Bool { !content.filter.isEmpty || content.onlyFaults }

  /// Whether the screen changes every second: ages over one minute are shown in minutes.
  var needsSeconds: Bool {
    if world.notices.toast != nil || input.count != nil { return true }
    if !world.operations.isEmpty || !world.watched.isEmpty { return true }
    let youngest = (world.clock?.now ?? 0) - 60
    return content.needsSeconds(context)
      || world.columnStates.contains {
        $0.isStale(at: world.clock) && ($0.observedAt ?? 0) > youngest
      }
  }

  mutating func say(_ level: Level, _ text: String) {
    world.notices.say(level, text, at: world.clock?.now)
    if view.id == .messages { relist() }
  }

  /// The logs on the trail.
  var logs: LogsView? {
    for case .logs(let logs) in trail { return logs }
    return nil
  }

  /// Changes the logs in place, wherever they are on the trail, because a copy of their lines would cost more than
  /// the change.
  mutating func changeLogs<Result>(_ change: (inout LogsView) -> Result) -> Result? {
    for index in trail.indices {
      guard case .logs(var logs) = trail[index] else { continue }
      trail[index] = .help(HelpView())
      defer { trail[index] = .logs(logs) }
      return change(&logs)
    }
    return nil
  }
}

/// The subscriptions that this model needs; the clock ticks no faster than the screen needs.
package func subscriptions(of model: Model) -> Set<Subscription> {
  var wanted: Set<Subscription> = [.clock(everySeconds: model.needsSeconds ? 1 : 60)]
  let files = model.world.configuration.files
  // Where nothing is declared, or nothing any more, something may be in a moment.
  if model.world.hasLoaded { wanted.insert(.files(files)) }
  let watched = model.environments.map {
    WatchedEnvironment($0.name, context: $0.target.context)
  }
  if !watched.isEmpty { wanted.insert(.engine(watched)) }
  for pane in model.logs?.panes ?? [] { wanted.insert(.logs(pane.scope)) }
  return wanted
}
