import Engine
import Environments
import Processes

extension Docker {
  /// The engine's own version, such as `20.10.24`.
  package func version(of endpoint: Endpoint) async -> (state: EngineState, version: String?) {
    switch await engines[endpoint].version() {
    case .success(let version): (.answering, plainVersion(version))
    case .failure(let fault): (fault.state, nil)
    }
  }

  /// The Compose plugin's version, such as `2.26.1`; `nil` when there is none.
  package func composeVersion() async -> String? {
    guard let plugin = installation.composePlugin else { return nil }
    let result = await runner.run(
      Command(
        plugin, ["version", "--short"], environment: environment, deadline: .seconds(5),
        shown: ["docker", "compose", "version", "--short"]))
    return result.isSuccess ? plainVersion(result.output) : nil
  }
}

/// Without what the distribution adds: `20.10.24+dfsg1` and `2.26.1-4`.
private func plainVersion(_ text: String) -> String {
  String(text.drop { !$0.isNumber }.prefix { $0.isNumber || $0 == "." })
}
