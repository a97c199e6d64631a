import Environments
import Loading

extension Checkout {
  /// What `triptych init` would write, with what Compose makes of the files where it may be asked.
  func declaration(of request: LoadRequest, offline: Bool) async -> Declaration {
    let written = Declaration(of: request)
    if offline { return written }
    // Nobody has decided yet to trust what was found.
    let obstacles = Dictionary(
      load(request).environments.map { ($0.name, $0.obstacle) }, uniquingKeysWith: { $1 })
    var configuration = written.configuration
    for index in configuration.environments.indices {
      configuration.environments[index].obstacle =
        obstacles[configuration.environments[index].name] ?? nil
    }
    let resolved = await resolve(configuration)
    return Declaration(of: request) { _ in resolved }
  }
}
