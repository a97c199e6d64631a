import Environments
import Processes

/// Launches, stops and restarts environments: observes, plans, and carries out a plan if nothing has changed since.
package struct Launcher: Sendable {
  var docker: Docker
  let workspace: Workspace
  let activity: ActivityLog
  let user: String
  /// The command line, for the lock.
  let command: String
  let isAdopting: Bool
  let buildMinutes: Int?
  let declared: Redeclaration

  /// Reads the files of an environment again; `nil` when they no longer declare it.
  package typealias Redeclaration = @Sendable (Environment) async -> Environment?

  /// - Parameters:
  ///   - user: the acting user, for the lock and the activity record.
  ///   - command: the command line, for the lock.
  ///   - isAdopting: whether to act on containers that another checkout started as well.
  ///   - buildMinutes: the approximate duration of `make images`, for the plan.
  ///   - declared: reads what the files declare when an act begins, which must be what the plan was made of.
  package init(
    docker: Docker, workspace: Workspace, user: String, command: String = "triptych",
    isAdopting: Bool = false, buildMinutes: Int? = nil,
    declared: @escaping Redeclaration = { $0 }
  ) {
    self.docker = docker
    self.workspace = workspace
    self.activity = ActivityLog(workspace)
    self.user = user
    self.command = command
    self.isAdopting = isAdopting
    self.buildMinutes = buildMinutes
    self.declared = declared
  }

  /// Observes the engine and plans; changes nothing but the rendered files of a launch.
  ///
  /// - Parameter services: the services to restart; all that run when empty.
  package func plan(
    _ verb: Plan.Verb, _ environment: Environment, services: [String] = []
  ) async -> Result<Plan, PlanRefusal> {
    await prepare(verb, environment, services: services).map(\.plan)
  }

  /// A plan, and what Compose resolved when it was made.
  struct Prepared: Sendable {
    let plan: Plan
    let snapshot: ComposeSnapshot?
  }

  func prepare(
    _ verb: Plan.Verb, _ environment: Environment, services: [String]
  ) async -> Result<Prepared, PlanRefusal> {
    if let reason = environment.objectionToActing {
      return .failure(PlanRefusal(.refused(reason: reason)))
    }
    let project = project(of: environment)
    let hazard = environment.composeHazard(envFiles: project.envFiles) {
      workspace.readWithHazards($0)
    }
    if let hazard {
      return .failure(
        await refusal(
          ofBroken: environment, project, "Compose is not given them, because \(hazard)"))
    }
    if verb != .launch, let words = environment.brokenFiles {
      return .failure(await refusal(ofBroken: environment, project, words))
    }
    switch await observe(verb, environment, project) {
    case .failure(let refusal): return .failure(refusal)
    case .success((var observation, let snapshot)):
      if let note = interruptionNote(environment, observation.containers) {
        observation.notes.append(note)
      }
      if verb == .restart,
        let reason = objectionToRestart(environment, services, observation.containers)
      {
        return .failure(PlanRefusal(.refused(reason: reason)))
      }
      let plan = plan(verb, environment, services, observation, project)
      return .success(Prepared(plan: plan, snapshot: snapshot))
    }
  }

  /// Compose stops and restarts by the files. When they cannot be read, the operator learns what runs nevertheless.
  private func refusal(
    ofBroken environment: Environment, _ project: ComposeProject, _ words: String
  ) async -> PlanRefusal {
    switch await docker.ownContainers(of: project, in: workspace, isAdopting: isAdopting) {
    case .failure(let refusal): return refusal
    case .success(let containers):
      let states = Environment(name: environment.name, target: environment.target)
        .orphans(in: containers).map { "\($0.name) \($0.state)" }
      let running =
        states.isEmpty
        ? "No container of it exists." : "Still there: \(states.joined(separator: ", "))."
      return PlanRefusal(
        .refused(
          reason: "the Compose files of \(environment.name) cannot be read: \(words). \(running)"))
    }
  }

  private func plan(
    _ verb: Plan.Verb, _ environment: Environment, _ services: [String],
    _ observation: Observation, _ project: ComposeProject
  ) -> Plan {
    let place = "\(environment.target.project) on \(project.endpoint)"
    switch verb {
    case .launch:
      return planLaunch(
        environment, observed: observation, place: place,
        commands: buildCommands(observation, project) + ["\(up(project))"],
        buildMinutes: buildMinutes)
    case .stop:
      return planStop(
        environment, observed: observation, place: place, commands: ["\(down(project))"])
    case .restart:
      return planRestart(environment, services, observed: observation, place: place) {
        "\(restart($0, project))"
      }
    }
  }

  func project(of environment: Environment) -> ComposeProject {
    ComposeProject(
      environment, endpoint: docker.endpoint(of: environment.target), root: workspace.root)
  }

  /// Never builds and never pulls, because the images are brought before. Orphans stay.
  func up(
    _ project: ComposeProject, on snapshot: ComposeSnapshot? = nil, deadline: Duration? = nil
  ) -> Command {
    patient(
      docker.compose(
        ["up", "-d", "--no-build", "--pull", "never"], of: project, on: snapshot,
        deadline: deadline))
  }

  func down(
    _ project: ComposeProject, on snapshot: ComposeSnapshot? = nil, deadline: Duration? = nil
  ) -> Command {
    patient(docker.compose(["down"], of: project, on: snapshot, deadline: deadline))
  }

  /// Restarts only this service: those that depend on it keep running, whatever the Compose files say.
  func restart(
    _ service: String, _ project: ComposeProject, on snapshot: ComposeSnapshot? = nil,
    deadline: Duration? = nil
  ) -> Command {
    patient(
      docker.compose(
        ["restart", "--no-deps"] + Docker.operands(service), of: project, on: snapshot,
        deadline: deadline))
  }

  /// On cancellation, Compose may finish its current work; a second cancellation kills it. When this process is killed,
  /// it goes on: half an act would be worse.
  private func patient(_ command: Command) -> Command {
    var command = command
    command.outlivesUs = true
    command.grace = .seconds(20)
    return command
  }

  private func buildCommands(_ observation: Observation, _ project: ComposeProject) -> [String] {
    var known: Set<String> = []
    return observation.missingImages.map { "\(command(for: $0, project))" }
      .filter { known.insert($0).inserted }
  }
}
