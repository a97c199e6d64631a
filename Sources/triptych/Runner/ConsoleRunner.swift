import Canvas
import Console
import Environments
import Terminal

/// The loop of the console. It owns the model and the terminal, and runs on the main thread. It never waits for
/// files, programs or engines: work that takes time runs in tasks that post messages.
final class ConsoleRunner {
  private let loop = EventLoop()
  private let screen: Screen
  private let mailbox: Mailbox<Message>
  private let effects: EffectRunner
  private let subscriptions: SubscriptionTasks
  private let checkout: Checkout
  private var model: Model
  private var clock = ClockTicks()
  private var isRunning = true

  init(_ checkout: Checkout) throws {
    self.checkout = checkout
    mailbox = Mailbox(loop.wakeup)
    effects = EffectRunner(checkout, mailbox: mailbox)
    subscriptions = SubscriptionTasks(checkout, mailbox: mailbox, effects: effects)
    effects.reload()
    let keys = UserFiles.keys(environment: checkout.variables)
    screen = try Screen(environment: checkout.variables, takesMouse: keys.takesMouse)
    model = Model(size: screen.size, keys: keys.table, patterns: .searching)
    if let problem = keys.problems.first {
      _ = update(&model, .said(.error, Self.words(problem, of: keys.problems.count)))
    }
  }

  private static func words(_ problem: Diagnostic, of count: Int) -> String {
    let place = problem.location.map { "\($0): " } ?? ""
    return place + problem.message + (count == 1 ? "" : ", and \(count - 1) more")
      + "; triptych keys lists all."
  }

  /// Returns when the operator has left or the terminal is gone. The terminal is restored.
  func run() {
    handle(PointInTime.tick)
    if screen.isWindowLarger { takeSize() }
    // The parts of the screen that do not depend on the files are painted while another core reads the files.
    screen.show(view(model))
    while isRunning {
      let reasons = loop.wait(timeoutMilliseconds: clock.millisecondsToNextTick)
      react(to: reasons)
      guard isRunning else { break }
      // Another core handles the answers of the engines while the frame is painted.
      subscriptions.start()
      screen.show(view(model))
    }
    // The terminal is restored first, because operations that still run may take a while to end.
    screen.stop()
    subscriptions.end()
    for outcome in effects.finish() { StandardStreams.error(outcome.text) }
  }

  private func react(to reasons: Set<EventLoop.Reason>) {
    for case .signal(let signal) in reasons { handle(signal) }
    if reasons.contains(.keys) {
      for input in screen.inputs() { handle(Self.message(of: input)) }
    }
    for message in mailbox.drain() { handle(message) }
    if clock.isDue { handle(PointInTime.tick) }
    if reasons.contains(.terminalLost) { hangUp() }
  }

  private static func message(of input: Input) -> Message {
    switch input {
    case .key(let key): .key(key)
    case .click(let point): .clicked(point)
    case .wheel(let point, let notches): .scrolled(point, notches)
    case .paste(let text): .pasted(text)
    }
  }

  private func handle(_ message: Message) {
    if case .ended(let outcome) = message, isRunning { effects.shown(outcome) }
    let wanted = update(&model, message)
    for effect in wanted { perform(effect) }
    let running = Console.subscriptions(of: model)
    clock.follow(running)
    subscriptions.follow(running)
  }

  private func handle(_ signal: Terminal.Signal) {
    switch signal {
    case .resized:
      screen.resize()
      takeSize()
    case .terminate: handle(.signalled(.terminate))
    case .hangUp: hangUp()
    case .interrupt: handle(.key(.control("c")))
    case .stop: screen.stopJob()
    case .continued: takeTerminalAgain()
    }
  }

  /// Ends the console. A running operation continues without a screen and is recorded.
  private func hangUp() {
    isRunning = false
  }

  private func takeTerminalAgain() {
    screen.resume()
    takeSize()
  }

  private func takeSize() {
    handle(.resized(screen.size))
    guard screen.isWindowLarger else { return }
    handle(
      .said(
        .warning,
        "The window has more cells than triptych draws (\(Screen.cellsMax) each way); the rest stays empty."
      ))
  }

  /// Performs effects on the terminal; hands all other effects to the effect runner.
  private func perform(_ effect: Effect) {
    switch effect {
    case .terminal(let effect): perform(effect)
    case .world(let effect): effects.perform(effect)
    }
  }

  private func perform(_ effect: TerminalEffect) {
    switch effect {
    case .quit: isRunning = false
    case .redraw: screen.redrawAll()
    case .suspend:
      screen.stopJob()
      takeSize()
    case .copy(let text): copy(text)
    case .openShell(let call): lend(to: call)
    case .openEditor(let file, let line, _): edit(file, at: line)
    }
  }

  private func lend(to call: ShellCall) {
    let status = screen.lend(to: call.argv, environment: call.variables)
    takeSize()
    handle(.shellEnded(call, status: status))
  }

  private func copy(_ text: String) {
    let isInTmux = !(checkout.variables["TMUX"] ?? "").isEmpty
    guard !screen.copy(text, isInTmux: isInTmux) else { return }
    handle(
      .said(.warning, "The text is too long for the clipboard of the terminal and was not copied."))
  }

  private func edit(_ file: String, at line: Int) {
    let environment = checkout.variables
    let words = Editor.words(
      for: checkout.root + "/" + file, line: line, environment: environment)
    let status = screen.lend(to: words, environment: environment, directory: checkout.root)
    takeSize()
    handle(.editorEnded(file: file, problem: Editor.problem(status, environment: environment)))
  }
}
