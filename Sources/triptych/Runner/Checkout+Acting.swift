import Environments
import Operations
import Processes

extension Checkout {
  /// Plans an act.
  func plan(
    _ verb: Plan.Verb, _ environment: Environment, services: [String] = [], adopt: Bool
  ) async -> PlanAnswer {
    switch await launcher(adopt: adopt, docker).plan(verb, environment, services: services) {
    case .success(let plan): .plan(plan)
    case .failure(let refusal):
      .refused(
        OperationOutcome(
          environment: environment.name, verb: verb,
          verdict: refusal.verdict.masked(by: environment.programMask), tookMilliseconds: 0))
    }
  }

  /// Carries a plan out, unless the environment has changed since the plan was made.
  ///
  /// - Parameters:
  ///   - programs: runs the programs of the act, and can be told to stop waiting for them.
  ///   - abandonment: ends the last observations of a cancelled act.
  func perform(
    _ plan: Plan, on environment: Environment, consent: Consent, adopt: Bool,
    programs: SubprocessRunner, abandonment: Abandonment,
    progress: @escaping @Sendable (OperationProgress) -> Void
  ) async -> OperationOutcome {
    let docker = await docker.run(by: LoggedRunner(programs, log: LogFile.logger(for: workspace)))
    return await launcher(adopt: adopt, docker).perform(
      plan, on: environment, consent: consent, abandonment: abandonment, report: progress)
  }

  /// What Compose is given for an environment.
  func composeGiven(for environment: Environment, offline: Bool) async -> ComposeGiven {
    await docker.composeGiven(for: environment, in: workspace, offline: offline)
  }

  /// Writes the configuration that the containers of an environment read, and makes the secrets that are missing.
  func render(_ environment: Environment) throws -> RenderResult {
    let result = try workspace.render(environment, user: User.name)
    guard result.hasChanged else { return result }
    try runToEnd { await launcher(adopt: false, docker).tidyRevisions(of: environment) }
    return result
  }

  /// The runner of smoke tests.
  func smokeRunner(adopt: Bool) async -> SmokeRunner {
    SmokeRunner(
      docker: await docker, workspace: workspace, user: User.name, isAdopting: adopt)
  }

  private func launcher(adopt: Bool, _ docker: Docker) -> Launcher {
    Launcher(
      docker: docker, workspace: workspace, user: User.name, command: Invocation.text,
      isAdopting: adopt, buildMinutes: 5,
      declared: { environment in
        await declared().environments.first { $0.name == environment.name }
      })
  }
}

/// The result of planning: a plan, or the reason why there is none.
enum PlanAnswer: Sendable {
  case plan(Plan)
  case refused(OperationOutcome)
}
