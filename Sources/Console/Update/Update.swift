import Canvas
import Environments

/// Changes the model; nothing else does. Pure: actions on the world are returned as effects.
package func update(_ model: inout Model, _ message: Message) -> [Effect] {
  defer { model.settle() }
  switch message {
  case .key(let key): return model.press(key)
  case .clicked(let point): return model.click(point)
  case .scrolled(let point, let notches): model.scroll(point, by: notches)
  case .pasted(let text): model.paste(text)
  case .resized(let size): model.context.size = size
  case .ticked(let now, let offset, let uptime):
    return model.tick(Clock(now: now, utcOffsetMinutes: offset, uptime: uptime)) + model.dueChecks()
  case .loaded(let configuration, let matrix): model.load(configuration, matrix)
  case .statusArrived(let statuses): model.take(statuses)
  case .checkArrived(let name, let result, let at): model.take(result, of: name, at: at)
  case .checksGone(let requests): model.drop(requests)
  case .healthArrived(let report): model.take(report)
  case .logsArrived(let scope, let batch): return model.take(batch, of: scope)
  case .planArrived(let plan): return model.take(plan)
  case .planRefused(let outcome): model.refuse(outcome)
  case .progressed(let progress): model.world.take(progress)
  case .ended(let outcome): model.end(outcome)
  case .interruptionsFound(let found): model.take(found)
  case .editorEnded(let file, let problem): return model.endEditing(file, problem)
  case .inspected(let inspection): model.take(inspection)
  case .shellReady(let call): return [.terminal(.openShell(call))]
  case .shellEnded(let call, let status): return model.endShell(call, status)
  case .engineDescribed(let words): model.world.engine = words
  case .said(let level, let text): model.say(level, text)
  case .signalled(.terminate): return model.terminate()
  }
  return []
}

// Messages about files, engines and the clock.
extension Model {
  /// Takes a configuration and keeps the operator's position: the focus by name, the row by its identity.
  mutating func load(_ configuration: Configuration, _ matrix: Matrix) {
    let errors = world.configuration.problems.filter { $0.severity == .error }
    let known = Set(errors.flatMap(\.ofEachEnvironment))
    // At the start, and after each change, the files are shown before Compose has answered.
    let isAnswer = configuration.answers(world.configuration)
    let focusedName = context.focus == .all ? nil : target?.name
    // A count remembers a focus by its number, which may mean another environment now.
    if input.count != nil { input = .view }
    rearrange { model in
      model.world.replace(configuration, matrix)
      model.context.focus =
        focusedName.flatMap(model.world.position(ofEnvironment:)).map { .one($0) } ?? .all
    }
    if let focusedName, context.focus == .all, world.hasLoaded {
      say(.info, "\(focusedName) is no longer declared; no environment is focused.")
    }
    if world.hasLoaded {
      announce(
        configuration.problems, known, since: isAnswer ? "Compose answered" : "The files changed")
    }
    world.hasLoaded = true
  }

  private mutating func announce(
    _ problems: [Diagnostic], _ known: Set<Diagnostic>, since cause: String
  ) {
    let isNew = { (problem: Diagnostic) in !known.isSuperset(of: problem.ofEachEnvironment) }
    guard let first = problems.first(where: { $0.severity == .error && isNew($0) }) else { return }
    say(
      .warning,
      "\(cause) and \(first.message) [\(first.code)]; "
        + "\(keys.name(of: .problems)) lists the problems.")
  }

  mutating func take(_ arrived: [EnvironmentStatus]) {
    let before = self
    world.take(arrived)
    if content.followsStates || world.orphanNames != before.world.orphanNames {
      rearrange(since: before)
    }
  }

  /// Takes a batch of a reader; the returned effect lets it send more.
  mutating func take(_ batch: LogBatch, of scope: LogScope) -> [Effect] {
    guard let replies = changeLogs({ $0.take(batch, of: scope) }) ?? nil else { return [] }
    return carryOut(replies) + [.world(.logsTaken(scope))]
  }

  mutating func endEditing(_ file: String, _ problem: String?) -> [Effect] {
    if let problem { say(.error, "\(problem); \(file) may be unchanged.") }
    return [.terminal(.redraw), .world(.reload)]
  }

  /// Takes a tick of the clock. When the clock was set, stored times are moved by the same amount, so that ages
  /// stay true. Then, and after the machine has slept, the engines are asked again, because connections may have
  /// died unnoticed.
  mutating func tick(_ clock: Clock) -> [Effect] {
    let leap = world.clock.map(clock.leap) ?? 0
    let hasSlept = world.clock.map(clock.hasSlept) ?? false
    if leap != 0 { world.moveTimes(by: leap) }
    world.clock = clock
    lapseCount()
    world.notices.fade(at: clock.now)
    return leap != 0 || hasSlept ? [.world(.refresh)] : []
  }
}

extension Configuration {
  /// Whether it has Compose's answer for an environment that was shown as its files are written.
  fileprivate func answers(_ earlier: Configuration) -> Bool {
    let waiting = earlier.environments.filter { $0.composeState == .asWritten }.map(\.name)
    return environments.contains { $0.composeState != .asWritten && waiting.contains($0.name) }
  }
}
