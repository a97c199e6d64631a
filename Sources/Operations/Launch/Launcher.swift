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

  /// A plan, and what Compose acts on when it is carried out.
  struct Prepared: Sendable {
    let plan: Plan
    /// What Compose resolved when the plan was made.
    let snapshot: ComposeSnapshot?
    /// Whether Compose stops by the labels of the containers, without files.
    var isByLabels = false
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
      return await prepare(
        verb, ofBroken: environment, project, "Compose is not given them, because \(hazard)")
    }
    if verb != .launch, let words = environment.brokenFiles {
      return await prepare(verb, ofBroken: environment, project, words)
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

  /// Compose launches and restarts by the files. When they cannot be read, the operator learns what runs nevertheless; it
  /// can be stopped all the same, since the containers name their project.
  private func prepare(
    _ verb: Plan.Verb, ofBroken environment: Environment, _ project: ComposeProject,
    _ words: String
  ) async -> Result<Prepared, PlanRefusal> {
    docker.engines[project.endpoint].renew()
    async let engine = docker.engines[project.endpoint].identity()
    let found = await docker.ownContainers(of: project, in: workspace, isAdopting: isAdopting)
    let id = try? await engine.get().id
    return found.flatMap { containers in
      let reason = "the Compose files of \(environment.name) cannot be read: \(words)."
      let states = Environment(name: environment.name, target: environment.target)
        .orphans(in: containers).map { "\($0.name) \($0.state)" }
      guard !states.isEmpty else {
        return .failure(PlanRefusal(.refused(reason: "\(reason) No container of it exists.")))
      }
      guard verb == .stop else {
        return .failure(
          PlanRefusal(
            .refused(
              reason: "\(reason) Still there: \(states.joined(separator: ", ")). "
                + "X, or triptych down \(environment.name), stops them without the files.")))
      }
      var observation = Observation(containers: containers)
      observation.engine = id
      observation.notes = [
        .init(
          "\(reason) What carries the label of \(project.target.project) is stopped, whoever declared it",
          isWarning: true)
      ]
      var labelled = environment
      let stopped = containers.filter { !$0.isOneOff }
      labelled.services = Set(stopped.map(\.service)).sorted().map { Service(name: $0) }
      let plan = planStop(
        labelled, observed: observation, place: "\(project.target.project) on \(project.endpoint)",
        commands: ["\(downByLabels(project))"])
      return .success(Prepared(plan: plan, snapshot: nil, isByLabels: true))
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

  /// Stops what carries the project's label. No file is read, not even `.env`.
  func downByLabels(_ project: ComposeProject, deadline: Duration? = nil) -> Command {
    patient(docker.composeWithoutFiles(["down"], of: project, deadline: deadline))
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
