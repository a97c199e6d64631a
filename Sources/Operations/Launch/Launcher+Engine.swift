import Environments

extension Launcher {
  /// What a plan depends on, and which engine it was seen on: another one may answer at the same address later.
  func observe(
    _ verb: Plan.Verb, _ environment: Environment, _ project: ComposeProject
  ) async -> Result<Observation, PlanRefusal> {
    // What acts finds the engine by its address, at that moment; so does what it is planned on.
    docker.engines[project.endpoint].renew()
    async let engine = docker.engines[project.endpoint].identity()
    let observed = await observeProject(verb, environment, project)
    // Who does not tell who it is has been asked for its containers, too: that answer has the reason.
    let id = try? await engine.get().id
    return observed.map { observation in
      var known = observation
      known.engine = id
      return known
    }
  }
}
