import Environments
import Glibc
import Loading
import Processes

extension Launcher {
  /// The parameters of an act, passed to its steps.
  struct Act: Sendable {
    let plan: Plan
    let environment: Environment
    let consent: Consent
    let abandonment: Abandonment
    let project: ComposeProject
    /// What may be shown of what programs say of the act.
    let mask: ProgramMask
    /// What Compose acts on; `nil` until the plan was made again under the lock, and for a stop of files that Compose
    /// refuses.
    var snapshot: ComposeSnapshot?
    /// Whether Compose stops by the labels of the containers, because the files cannot be read.
    var isByLabels = false
    let startedAt: Int
    let start: ContinuousClock.Instant
    let report: @Sendable (OperationProgress) -> Void

    var elapsed: Duration { start.duration(to: ContinuousClock().now) }

    /// The verdict that the state of the engine means for the act.
    func verdict(of state: EngineState) -> OperationOutcome.Verdict {
      state.verdict(on: project.endpoint)
    }

    /// - Parameter speaker: who said the message.
    func tell(
      _ lines: [OperationProgress.Line], _ message: String,
      from speaker: ProgramMask.Speaker = .reader
    ) {
      report(
        OperationProgress(
          environment: environment.name, verb: plan.verb, lines: lines, startedAt: startedAt,
          message: mask.shown(message, from: speaker).spelledOut))
    }
  }

  /// Carries out a plan, alone on its project, and reports how it ended. Nothing is touched when the consent does not
  /// satisfy the guard, and nothing is done when the environment has changed since the plan was made. Cancelling the task
  /// stops Compose; what has started by then stays.
  ///
  /// - Parameters:
  ///   - consent: what the operator gave; the guard is computed here.
  ///   - abandonment: ends the last observations of a cancelled act.
  ///   - report: called on progress, from any thread.
  package func perform(
    _ plan: Plan, on environment: Environment, consent: Consent,
    abandonment: Abandonment = Abandonment(),
    report: @escaping @Sendable (OperationProgress) -> Void = { _ in }
  ) async -> OperationOutcome {
    let act = Act(
      plan: plan, environment: environment, consent: consent, abandonment: abandonment,
      project: project(of: environment), mask: SecretGate.process.mask(of: environment),
      startedAt: secondsNow(), start: ContinuousClock().now,
      report: report)
    if let refusal = objection(to: plan, consent: consent, environment: environment) {
      return outcome(of: act, refusal.verdict)
    }
    let holder = LockHolder(
      plan.verb.participle, environment.name, user: user, command: self.command)
    do {
      switch try ProjectLock.take(
        project: environment.target.project, in: workspace, holder: holder)
      {
      case .heldBy(let holder): return outcome(of: act, .lockedBy(holder))
      case .taken(let lock):
        // What acts holds the lock, too: it lasts until the program ends, whoever is killed first.
        var launcher = self
        launcher.docker = docker.run(by: LockedRunner(docker.runner, lock))
        let outcome = try await launcher.performRecorded(act)
        if act.plan.verb != .restart, case .succeeded = outcome.verdict {
          await removeUnusedRevisions(of: environment)
        }
        // The lock is held until here.
        _ = consume lock
        return outcome
      }
    } catch {
      return outcome(of: act, .refused(reason: "\(error)"))
    }
  }

  /// - Throws: when the intent cannot be recorded; nothing is done then.
  private func performRecorded(_ act: Act) async throws(FileError) -> OperationOutcome {
    let intent = ActivityEntry.intent(
      act.plan.verb.rawValue, of: act.environment.name, user: user, at: act.startedAt,
      commands: act.plan.commands)
    try recordInterrupted(before: act)
    try activity.append(intent)
    var outcome = await performChecked(act)
    let entry = intent.outcome(
      outcome.verdict.word, reason: outcome.verdict.reason ?? outcome.note,
      serviceStates: outcome.serviceStates, tookMilliseconds: outcome.tookMilliseconds)
    do { try activity.append(entry) } catch {
      // The act is done and its outcome is valid; the operator also learns that the record lacks it.
      outcome.serviceStates.append("not recorded: \(error)")
    }
    return outcome
  }

  private func performChecked(_ planned: Act) async -> OperationOutcome {
    var act = planned
    guard let declared = await declared(act.environment), declared.isSameToAct(as: act.environment)
    else { return outcome(of: act, changed(act)) }
    let prepared = await prepare(act.plan.verb, act.environment, services: act.plan.services)
    if Task.isCancelled { return await cancelledUntouched(act) }
    switch prepared {
    case .failure(let refusal): return outcome(of: act, refusal.verdict)
    case .success(let new) where new.plan.observed != act.plan.observed:
      return outcome(of: act, changed(act))
    case .success(let new):
      // So far the guard followed from the steps that the caller passed; now it follows from new ones.
      if let refusal = objection(
        to: new.plan, consent: act.consent, environment: act.environment)
      {
        return outcome(of: act, refusal.verdict)
      }
      act.snapshot = new.snapshot
      act.isByLabels = new.isByLabels
    }
    if let failure = await bringMissingImages(&act) { return failure }
    if Task.isCancelled { return await cancelledUntouched(act) }
    switch act.plan.verb {
    case .launch: return await launch(act)
    case .stop: return await stop(act)
    case .restart: return await restart(act)
    }
  }

  private func changed(_ act: Act) -> OperationOutcome.Verdict {
    .refused(
      reason: "\(act.environment.name) has changed since the plan was made. Check the new plan.")
  }

  func outcome(
    of act: Act, _ verdict: OperationOutcome.Verdict, failingService: String? = nil,
    lastLines: [String] = [], serviceStates: [String] = [], services: [ServiceOutcome] = []
  ) -> OperationOutcome {
    var outcome = OperationOutcome(
      environment: act.environment.name, verb: act.plan.verb, verdict: verdict,
      failingService: failingService, lastLines: lastLines,
      serviceStates: services.isEmpty ? serviceStates : services.map(\.description),
      tookMilliseconds: act.elapsed.milliseconds)
    outcome.services = services
    return outcome.masked(by: act.mask)
  }
}

extension Launcher {
  /// Records the outcome of an act whose process is gone. The lock must be held: only then is it certain.
  func recordInterrupted(before act: Act) throws(FileError) {
    let history = ActivityHistory(activity.recent(), of: act.environment.name)
    guard let open = history.open else { return }
    try activity.append(
      open.outcome(
        ActivityHistory.interruptedVerdict,
        reason: "its process is gone; found by \(user), pid \(getpid()), at the next "
          + act.plan.verb.rawValue))
  }

  /// The note in a plan about an act that was interrupted.
  func interruptionNote(
    _ environment: Environment, _ containers: [ContainerStatus]
  ) -> Plan.Note? {
    workspace.interruptions(of: [environment]).first?.note(environment, containers)
  }
}

extension Launcher {
  /// The reason why an act counts as failed when the engine answers, but does not list the containers.
  static let unobserved = "the engine did not list the containers"

  /// The outcome of a cancelled act whose last observation failed or was abandoned.
  func cancelledUnseen(_ act: Act) -> OperationOutcome {
    var outcome = outcome(of: act, .cancelled)
    outcome.note = "The present state is not known: the engine did not answer."
    return outcome
  }

  /// The outcome of an act that was cancelled before any container was touched: the current state is the state
  /// before.
  func cancelledUntouched(_ act: Act) async -> OperationOutcome {
    let observed = await act.abandonment.shield { await observe(at: act.project) }
    let containers = (try? observed.get()) ?? []
    let tracker = LaunchTracker(services: act.environment.services, before: containers)
    var outcome = outcome(
      of: act, .cancelled, services: containers.isEmpty ? [] : tracker.serviceOutcomes)
    outcome.note = "Nothing has changed: no container was touched."
    return outcome
  }
}

extension Environment {
  /// Whether an act on the other environment would be guarded, rendered and sent to Compose in the same way. What
  /// Compose makes of the files is compared apart, by its own answer.
  fileprivate func isSameToAct(as other: Environment) -> Bool {
    tier == other.tier && isProtected == other.isProtected && target == other.target
      && declaredSecrets == other.declaredSecrets
      && launchTimeoutMilliseconds == other.launchTimeoutMilliseconds
      && (found == nil) == (other.found == nil) && obstacle == other.obstacle
      && renderedConfiguration == other.renderedConfiguration
  }
}
