import Environments
import Processes

/// Which engine answers at an endpoint, and its own clock.
package struct EngineIdentity: Hashable, Sendable {
  /// Made once for each engine's data folder: another one is another engine.
  package var id: String
  /// As the engine writes it, with nanoseconds; what `--since` takes.
  package var time: String

  package init(id: String, time: String) {
    self.id = id
    self.time = time
  }
}

extension Docker {
  /// Asks the engine who it is.
  package func identity(of endpoint: Endpoint) async -> Result<EngineIdentity, EngineUnavailable> {
    guard installation.client != nil else {
      return .failure(EngineUnavailable(.notInstalled(DockerInstallation.clientIsMissing)))
    }
    let result = await runner.run(
      command(["info", "--format", "{{.ID}} {{.SystemTime}}"], on: endpoint))
    // A client without its engine answers too, and has nothing to tell.
    let words = result.output.split(whereSeparator: \.isWhitespace).map(String.init)
    guard result.isSuccess, words.count == 2 else {
      return .failure(EngineUnavailable(result, on: endpoint))
    }
    return .success(EngineIdentity(id: words[0], time: words[1]))
  }
}
