import Environments

extension Launcher {
  /// Removes the rendered revisions of an environment that no container mounts, neither a running nor a stopped one. All
  /// stay when the engine does not say. The caller holds the project's lock.
  func removeUnusedRevisions(of environment: Environment) async {
    let endpoint = docker.endpoint(of: environment.target)
    guard case .success(let mounts) = await docker.engines[endpoint].mountSources() else { return }
    workspace.removeRevisions(of: environment.name, unless: mounts)
  }

  /// The same for a caller without the lock; does nothing while another process acts on the project, because it may be about
  /// to launch one of them.
  package func tidyRevisions(of environment: Environment) async {
    let holder = LockHolder("rendered", environment.name, user: user, command: command)
    do {
      switch try ProjectLock.take(
        project: environment.target.project, in: workspace, holder: holder)
      {
      case .heldBy: return
      case .taken(let lock):
        await removeUnusedRevisions(of: environment)
        _ = consume lock
      }
    } catch {
      // They stay; the next launch removes them.
    }
  }
}
