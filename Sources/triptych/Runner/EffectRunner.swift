import Console
import Environments
import Operations
import Processes
import Synchronization
import Terminal

/// Performs the effects that the model asks for, outside of the loop: every effect is a task that answers with
/// messages.
///
/// The tasks are not structured: they live as long as the console, and `finish` ends them.
final class EffectRunner: Sendable {
  private struct State {
    var environments: [String: Environment] = [:]
    var statuses: [String: EnvironmentStatus] = [:]
    var loading: Task<Void, Never>?
    var reading = FileMoment.now
    var hasResolved = false
    var followers: [Follower] = []
    var operations: [String: Running] = [:]
    var outcomes: [OperationOutcome] = []
    /// The open shell of each environment, or the one that is being opened.
    var shells: [String: Shell] = [:]
  }

  /// A running act and the runner of its programs.
  private struct Running {
    var task: Task<Void, Never>
    var programs: SubprocessRunner
    var abandonment: Abandonment

    /// Kills the programs without waiting for a last observation.
    func abandon() {
      programs.abandon()
      abandonment.abandon()
    }
  }

  /// A watch on the engine of some environments.
  struct Follower: Sendable {
    var environments: Set<String>
    var watch: EngineWatch
  }

  let checkout: Checkout
  let mailbox: Mailbox<Message>
  private let state = Mutex(State())
  /// Opens when the first status of an engine is known.
  let firstStatus = Gate()
  let logs: LogFeeds

  init(_ checkout: Checkout, mailbox: Mailbox<Message>) {
    self.checkout = checkout
    self.mailbox = mailbox
    logs = LogFeeds { mailbox.post(.logsArrived($0, $1)) }
  }

  func perform(_ effect: WorldEffect) {
    switch effect {
    case .runChecks(let requests): run(requests)
    case .makePlan(let verb, let name, let services): makePlan(verb, services, for: name)
    case .perform(let plan, let consent): carryOut(plan, consent)
    case .cancelOperation(let name): state.withLock { $0.operations[name] }?.task.cancel()
    case .abandonOperation(let name): state.withLock { $0.operations[name] }?.abandon()
    case .logsTaken(let scope): logs.taken(scope)
    case .exportLogs(let scope, let lines): export(lines, of: scope)
    case .reload: reload()
    case .trust(let name, let readings): trust(readings, of: name)
    case .inspect(let name, let service): inspect(service, in: name)
    case .findShell(let name, let container, let consent):
      findShell(in: container, of: name, consent)
    case .recordShell(let call, let status): record(call, status)
    case .refresh: refresh(at: nil)
    }
  }

  /// Reads the files, then asks Compose where its last answer may be out of date. The files are shown as written
  /// only until Compose has answered once.
  func reload() {
    state.withLock { $0.reading = .now }
    let task = Task { [checkout] in
      let declared = await checkout.declared()
      if !state.withLock({ $0.hasResolved }) {
        if let resolved = checkout.resolvedWithoutAsking(declared) {
          if Task.isCancelled { return }
          state.withLock { $0.hasResolved = true }
          return publish(resolved)
        }
        publish(declared)
        // The states of containers matter more in an incident than the models of Compose, and two cores cannot do
        // both at once.
        await firstStatus.wait(atMost: .milliseconds(200))
      }
      let resolved = await checkout.resolve(declared)
      if Task.isCancelled { return }
      state.withLock { $0.hasResolved = true }
      publish(resolved)
    }
    let last = state.withLock { state in
      defer { state.loading = task }
      return state.loading
    }
    last?.cancel()
  }

  /// When the last reading of the files began.
  var lastReading: FileMoment { state.withLock(\.reading) }

  /// Stores the statuses of environments and posts them to the console.
  func publish(_ statuses: [EnvironmentStatus]) {
    state.withLock { state in
      for status in statuses { state.statuses[status.environment] = status }
    }
    mailbox.post(.statusArrived(statuses))
    logs.containersChanged(statuses)
    firstStatus.open()
  }

  /// Replaces the watches on the engines.
  func follow(with followers: [Follower]) { state.withLock { $0.followers = followers } }

  var followers: [Follower] { state.withLock(\.followers) }

  /// Refreshes the engines of these environments at once; `nil` stands for all environments.
  func refresh(at names: Set<String>?) {
    for follower in state.withLock({ $0.followers }) {
      if names?.isDisjoint(with: follower.environments) != true { follower.watch.refresh() }
    }
  }

  /// The last known statuses, so that the states stay visible when an engine does not answer.
  func lastStatuses(of environments: [Environment]) -> [EnvironmentStatus] {
    state.withLock { state in environments.compactMap { state.statuses[$0.name] } }
  }

  func environments(named names: [String]) -> [Environment] {
    state.withLock { state in names.compactMap { state.environments[$0] } }
  }

  /// Waits for running operations, because a launch must not be left half done when the screen is gone. Returns
  /// their outcomes.
  func finish() -> [OperationOutcome] {
    let running = state.withLock { Array($0.operations.values) }
    runCancellable {
      for operation in running { await operation.task.value }
    } interrupted: { _ in
      for operation in running {
        if operation.task.isCancelled { operation.abandon() }
        operation.task.cancel()
      }
    }
    return state.withLock { $0.outcomes }
  }

  /// The environment with the name; `nil` when it is no longer declared.
  func environment(_ name: String) -> Environment? { state.withLock { $0.environments[name] } }

  /// The message about an environment that is no longer declared.
  static func goneWords(_ name: String) -> String { "\(name) is no longer declared" }

  private static func gone(_ verb: Plan.Verb, _ name: String) -> OperationOutcome {
    OperationOutcome(
      environment: name, verb: verb, verdict: .refused(reason: goneWords(name)),
      tookMilliseconds: 0)
  }

  private func publish(_ configuration: Configuration) {
    state.withLock { state in
      state.environments = Dictionary(
        configuration.environments.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    }
    mailbox.post(checkout.loadedMessage(configuration))
    postInterruptions(of: configuration.environments)
  }

  /// Posts the acts that were interrupted because their process is gone. Called when files are read and when an act
  /// has ended.
  private func postInterruptions(of environments: [Environment]) {
    mailbox.post(.interruptionsFound(checkout.workspace.interruptions(of: environments)))
  }

  private func run(_ requests: [CheckRequest]) {
    Task { await CheckRun(checkout: checkout, effects: self, mailbox: mailbox).run(requests) }
  }

  private func export(_ lines: [LogLine], of scope: LogScope) {
    Task { [checkout, mailbox] in
      do {
        let file = try checkout.workspace.exportLogs(lines, of: scope)
        mailbox.post(
          .said(.info, "Wrote \(lines.count == 1 ? "1 line" : "\(lines.count) lines") into \(file)")
        )
      } catch {
        mailbox.post(.said(.error, "The lines could not be written: \(error)"))
      }
    }
  }

  /// Keeps what is trusted already, and reads the files again.
  private func trust(_ readings: [OutsideReading], of name: String) {
    let others = state.withLock { $0.environments.values.filter { !$0.isUntrusted } }
    Task { [checkout, mailbox] in
      do {
        try checkout.trust.grant((others.flatMap(\.outsideReadings) + readings).distinct)
        mailbox.post(.said(.info, "The files of \(name) are trusted now."))
      } catch {
        mailbox.post(.said(.error, "The trust cannot be kept: \(error)"))
      }
      reload()
    }
  }

  private func makePlan(_ verb: Plan.Verb, _ services: [String], for name: String) {
    guard let environment = environment(name) else {
      return mailbox.post(.planRefused(Self.gone(verb, name)))
    }
    Task { [checkout, mailbox] in
      switch await checkout.plan(verb, environment, services: services, adopt: false) {
      case .plan(let plan): mailbox.post(.planArrived(plan))
      case .refused(let outcome): mailbox.post(.planRefused(outcome))
      }
    }
  }

  private func carryOut(_ plan: Plan, _ consent: Consent) {
    guard let environment = environment(plan.environment) else {
      return mailbox.post(.ended(Self.gone(plan.verb, plan.environment)))
    }
    let programs = SubprocessRunner()
    let abandonment = Abandonment()
    // Under the lock, so that an act that is refused at once ends after its entry is made.
    state.withLock { state in
      let task = Task { [checkout, mailbox] in
        let outcome = await checkout.perform(
          plan, on: environment, consent: consent, adopt: false, programs: programs,
          abandonment: abandonment
        ) {
          mailbox.post(.progressed($0))
        }
        end(outcome)
      }
      state.operations[plan.environment] = Running(
        task: task, programs: programs, abandonment: abandonment)
    }
  }

  /// The console has shown how an act ended, so `finish` need not.
  func shown(_ outcome: OperationOutcome) {
    state.withLock { state in state.outcomes.removeAll { $0 == outcome } }
  }

  /// Gives the entry back before the console hears of the end, since the next act may follow at once.
  private func end(_ outcome: OperationOutcome) {
    state.withLock { state in
      state.outcomes.append(outcome)
      state.operations[outcome.environment] = nil
    }
    mailbox.post(.ended(outcome))
    postInterruptions(of: state.withLock { Array($0.environments.values) })
    // An engine that was lost during the act must be shown as lost now, not after the next heartbeat.
    refresh(at: [outcome.environment])
  }

  /// Stores the shell of an environment from its start to its end; `nil` removes it. Returns the previous shell.
  func keep(_ shell: Shell?, for environment: String) -> Shell? {
    state.withLock { state in
      defer { state.shells[environment] = shell }
      return state.shells[environment]
    }
  }
}

extension [EffectRunner.Follower] {
  /// The statuses of environments of one engine as known from events; see `EngineWatch`.
  func known(of environments: [Environment]) async -> [EnvironmentStatus]? {
    let names = Set(environments.map(\.name))
    return await first { names.isSubset(of: $0.environments) }?.watch.followed(environments)
  }
}
