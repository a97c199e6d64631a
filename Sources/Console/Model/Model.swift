import Canvas
import Environments

/// Everything that can be seen and everything the next key may mean.
package struct Model: Hashable, Sendable {
  /// What is known of the world, and what all views share of the screen.
  var context: ViewContext
  /// The way the operator came; the last one is shown. Never empty.
  var trail: [View] = [.overview(OverviewView())]
  /// Views that were left, as they were: they are found again so.
  var left: [ViewID: View] = [:]
  /// What the next key is for.
  var input = Input.view
  /// Commands that were run, the newest last.
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

  /// What the view is narrowed in, which Esc takes back.
  var isNarrowed: Bool { !content.filter.isEmpty || content.onlyFaults }

  /// Something on the screen changes from second to second: ages are told in minutes after the first.
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

  /// The logs on the way the operator came.
  var logs: LogsView? {
    for case .logs(let logs) in trail { return logs }
    return nil
  }

  /// Changes the logs in place, wherever on the way they are: a copy of their lines would cost more than the change.
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

/// What should be running for this model: nothing ticks faster than something on the screen needs.
package func subscriptions(of model: Model) -> Set<Subscription> {
  var wanted: Set<Subscription> = [.clock(everySeconds: model.needsSeconds ? 1 : 60)]
  let files = model.world.configuration.files
  if !files.isEmpty { wanted.insert(.files(files)) }
  let watched = model.environments.map {
    WatchedEnvironment($0.name, context: $0.target.context)
  }
  if !watched.isEmpty { wanted.insert(.engine(watched)) }
  for pane in model.logs?.panes ?? [] { wanted.insert(.logs(pane.scope)) }
  return wanted
}
