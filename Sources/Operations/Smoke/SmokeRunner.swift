import Environments
import Glibc

/// Runs the smoke tests of an environment against its running stack.
package struct SmokeRunner: Sendable {
  let docker: Docker
  let workspace: Workspace
  let user: String
  let isAdopting: Bool

  /// - Parameters:
  ///   - user: the acting user, for the lock and the activity record.
  ///   - isAdopting: whether containers that another checkout started are tested as well.
  package init(docker: Docker, workspace: Workspace, user: String, isAdopting: Bool = false) {
    self.docker = docker
    self.workspace = workspace
    self.user = user
    self.isAdopting = isAdopting
  }

  /// Why the tests cannot run: the stack is not running, or another checkout started it, so that orders would go to the
  /// wrong stack. `nil` when they can, and for an environment without Compose files.
  package func obstacle(to plan: SmokePlan) async -> SmokeReport.Ending? {
    let environment = plan.environment
    if let reason = environment.objectionToActing { return .refused(reason: reason) }
    guard !environment.target.composeFiles.isEmpty else { return nil }
    let project = ComposeProject(
      environment, endpoint: docker.endpoint(of: environment.target), root: workspace.root)
    switch await docker.ownContainers(of: project, in: workspace, isAdopting: isAdopting) {
    case .failure(let refusal): return Self.ending(refusal.verdict)
    case .success(let containers) where containers.contains { $0.state == .running }: return nil
    case .success:
      return .failed(
        reason: "\(environment.name) does not run. Launch it first: triptych up \(environment.name)"
      )
    }
  }

  /// Runs the tests in sequence, alone on the project, and records the run. Checks for an obstacle first. Cancelling the
  /// task ends the current request; steps that undo something are still made.
  ///
  /// - Parameters:
  ///   - consent: what the operator gave; nothing is touched when it does not satisfy the guard.
  ///   - report: called before each test.
  package func run(
    _ plan: SmokePlan, consent: Consent,
    report: @escaping @Sendable (SmokeProgress) -> Void = { _ in }
  ) async -> SmokeReport {
    let start = ContinuousClock.now
    if let refusal = objection(to: plan, consent: consent) {
      return Self.report(plan, Self.ending(refusal.verdict), start)
    }
    let holder = LockHolder(
      "tested", plan.environment.name, user: user, command: "triptych test \(plan.environment.name)"
    )
    do {
      switch try ProjectLock.take(
        project: plan.environment.target.project, in: workspace, holder: holder)
      {
      case .heldBy(let holder): return Self.report(plan, .lockedBy(holder), start)
      case .taken(let lock):
        let outcome = try await recorded(plan, start, report)
        _ = consume lock
        return outcome
      }
    } catch {
      return Self.report(plan, .refused(reason: "\(error)"), start)
    }
  }

  /// - Throws: when the intent cannot be recorded; no request is made then.
  private func recorded(
    _ plan: SmokePlan, _ start: ContinuousClock.Instant,
    _ tell: @escaping @Sendable (SmokeProgress) -> Void
  ) async throws(FileError) -> SmokeReport {
    let activity = ActivityLog(workspace)
    let intent = ActivityEntry.intent(
      "test", of: plan.environment.name, user: user, at: secondsNow(), commands: plan.requests)
    try activity.append(intent)
    var report = await checked(plan, start, tell)
    let entry = intent.outcome(
      report.verdict, reason: report.reason, tookMilliseconds: report.tookMilliseconds)
    do { try activity.append(entry) } catch {
      // The tests have run and their report is valid; the operator also learns that the record lacks it.
      report.notices.append("not recorded: \(error)")
    }
    return report
  }

  private func checked(
    _ plan: SmokePlan, _ start: ContinuousClock.Instant,
    _ tell: @escaping @Sendable (SmokeProgress) -> Void
  ) async -> SmokeReport {
    if let ending = await obstacle(to: plan) { return Self.report(plan, ending, start) }
    switch session(plan) {
    case .failure(let problem):
      return Self.report(plan, .failed(reason: problem.reason), start)
    case .success(let session):
      var sequence = SmokeSequence(plan: plan, session: session)
      await sequence.take(report: tell)
      return Self.report(plan, sequence.ending, start, sequence.results)
    }
  }

  private static func report(
    _ plan: SmokePlan, _ ending: SmokeReport.Ending, _ start: ContinuousClock.Instant,
    _ results: [SmokeResult]? = nil
  ) -> SmokeReport {
    SmokeReport(
      of: plan.environment,
      results ?? plan.suite.tests.map { SmokeResult(test: $0, verdict: .notRun) }, ending: ending,
      tookMilliseconds: Int((ContinuousClock.now - start) / .milliseconds(1)))
  }

  private static func ending(_ verdict: OperationOutcome.Verdict) -> SmokeReport.Ending {
    switch verdict {
    case .engineUnreachable(let reason): .engineUnreachable(reason: reason)
    case .refused(let reason), .failed(let reason): .refused(reason: reason)
    case .lockedBy(let holder): .lockedBy(holder)
    case .deadlinePassed: .deadlinePassed
    case .cancelled, .succeeded: .cancelled
    }
  }
}
