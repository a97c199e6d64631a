import Console
import Environments
import Operations
import Synchronization
import Terminal

/// Does what the model asks for, away from the loop: every effect is a task that answers with messages.
///
/// The tasks are not structured: they live as long as the console, which ends them in `finish`.
final class EffectRunner: Sendable {
  private struct State {
    var environments: [String: Environment] = [:]
    var statuses: [String: EnvironmentStatus] = [:]
    var loading: Task<Void, Never>?
    var hasResolved = false
    var operations: [String: Task<Void, Never>] = [:]
    /// By environment: the one that is open, or about to be.
    var shells: [String: Shell] = [:]
  }

  let checkout: Checkout
  let mailbox: Mailbox<Message>
  private let state = Mutex(State())
  /// Opens when an engine has first been heard of, or from.
  let firstStatus = Gate()

  init(_ checkout: Checkout, mailbox: Mailbox<Message>) {
    self.checkout = checkout
    self.mailbox = mailbox
  }

  func perform(_ effect: Effect) {
    switch effect {
    case .checkHealth(let names): checkHealth(of: names)
    case .makePlan(let verb, let name): makePlan(verb, for: name)
    case .perform(let plan, _): carryOut(plan)
    case .cancelOperation(let name): state.withLock { $0.operations[name]?.cancel() }
    case .reload: reload()
    case .inspect(let name, let service): inspect(service, in: name)
    case .findShell(let name, let container): findShell(in: container, of: name)
    case .recordShell(let call, let status): record(call, status)
    case .borrow, .copy, .openEditor, .redraw, .suspend, .quit:
      preconditionFailure("the terminal's effects are the loop's: \(effect)")
    }
  }

  /// Reads the files, then asks Compose. What is as written is shown only until Compose has answered once.
  func reload() {
    let task = Task { [checkout] in
      let declared = await checkout.declared()
      if !state.withLock({ $0.hasResolved }) {
        publish(declared)
        // What runs matters more at three in the morning than what Compose makes of the files, and two cores
        // cannot do both at once.
        await firstStatus.wait(atMost: .milliseconds(200))
      }
      let resolved = await checkout.resolve(declared)
      if Task.isCancelled { return }
      state.withLock { $0.hasResolved = true }
      publish(resolved)
    }
    state.withLock { state in
      state.loading?.cancel()
      state.loading = task
    }
  }

  /// Takes note of what the engines said and passes it on.
  func publish(_ statuses: [EnvironmentStatus]) {
    state.withLock { state in
      for status in statuses { state.statuses[status.environment] = status }
    }
    mailbox.post(.statusArrived(statuses))
    firstStatus.open()
  }

  /// What was last known, so that a silent engine keeps its last states.
  func lastStatuses(of environments: [Environment]) -> [EnvironmentStatus] {
    state.withLock { state in environments.compactMap { state.statuses[$0.name] } }
  }

  func environments(named names: [String]) -> [Environment] {
    state.withLock { state in names.compactMap { state.environments[$0] } }
  }

  /// Waits for what still runs: a launch is not left half done because its screen has gone.
  func finish() {
    let running = state.withLock { Array($0.operations.values) }
    runCancellable { for task in running { await task.value } }
  }

  private func publish(_ configuration: Configuration) {
    state.withLock { state in
      state.environments = Dictionary(
        configuration.environments.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    }
    mailbox.post(checkout.loadedMessage(configuration))
  }

  private func checkHealth(of names: [String]) {
    let environments = environments(named: names)
    for environment in environments { mailbox.post(.healthStarted(environment: environment.name)) }
    // What the events keep fresh need not be asked again.
    let known = state.withLock { $0.statuses }
    Task { [checkout, mailbox] in
      await withTaskGroup { group in
        for environment in environments {
          let status =
            known[environment.name]
            ?? EnvironmentStatus(environment: environment.name, engine: .notAskedYet)
          group.addTask {
            mailbox.post(.healthArrived(await checkout.health(of: environment, status: status)))
          }
        }
      }
    }
  }

  private func makePlan(_ verb: Plan.Verb, for name: String) {
    guard let environment = environments(named: [name]).first else { return }
    Task { [checkout, mailbox] in
      switch await checkout.plan(verb, environment, adopt: false) {
      case .plan(let plan): mailbox.post(.planArrived(plan))
      case .refused(let outcome): mailbox.post(.planRefused(outcome))
      }
    }
  }

  private func carryOut(_ plan: Plan) {
    guard let environment = environments(named: [plan.environment]).first else { return }
    let task = Task { [checkout, mailbox] in
      let outcome = await checkout.perform(plan, on: environment, adopt: false) {
        mailbox.post(.progressed($0))
      }
      mailbox.post(.ended(outcome))
      // An engine that was lost on the way is to be seen as lost now, not at the next turn of a clock.
      publish(await checkout.status(of: [environment], previous: lastStatuses(of: [environment])))
      state.withLock { _ = $0.operations.removeValue(forKey: plan.environment) }
    }
    state.withLock { $0.operations[plan.environment] = task }
  }

  /// The shell of an environment, kept between its beginning and its end; null takes it out.
  func keep(_ shell: Shell?, for environment: String) -> Shell? {
    state.withLock { state in
      defer { state.shells[environment] = shell }
      return state.shells[environment]
    }
  }
}
