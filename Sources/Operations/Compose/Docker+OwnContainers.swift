import Environments

extension Docker {
  /// The project's containers, unless another checkout started them.
  ///
  /// - Parameter isAdopting: whether those of another checkout count as well.
  func ownContainers(
    of project: ComposeProject, in workspace: Workspace, isAdopting: Bool
  ) async -> Result<[ContainerStatus], PlanRefusal> {
    let name = project.target.project
    switch await engines[project.endpoint].containers(of: [name]) {
    case .failure(let fault): return .failure(PlanRefusal(fault.state, on: project.endpoint))
    case .success(let projects):
      let containers = projects[name] ?? []
      guard !isAdopting,
        let other = containers.lazy.compactMap(\.workingDirectory)
          .first(where: workspace.isElsewhere)
      else { return .success(containers) }
      return .failure(
        PlanRefusal(
          .refused(
            reason: "The containers of \(name) were started from another checkout, \(other). "
              + "Stop them there, or take them over with --adopt.")))
    }
  }
}

extension Workspace {
  fileprivate func isElsewhere(_ folder: String) -> Bool {
    folder != root && !folder.hasPrefix(root + "/")
  }
}
