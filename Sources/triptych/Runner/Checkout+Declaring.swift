import Environments
import Loading

extension Checkout {
  /// The files that `triptych init` would write, resolved by Compose where Compose may read them.
  func declaration(of request: LoadRequest, offline: Bool) async -> Declaration {
    let written = Declaration(of: request)
    if offline { return written }
    // The operator has not yet decided to trust the files that were found.
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
