import Engine
import Environments

extension Docker {
  /// Everything that the engine says of a service's containers, by their number.
  package func details(
    of service: String, in environment: Environment
  ) async -> Result<[ContainerDetails], EngineUnavailable> {
    await engines[endpoint(of: environment.target)]
      .details(of: service, in: environment.target.project)
  }
}
