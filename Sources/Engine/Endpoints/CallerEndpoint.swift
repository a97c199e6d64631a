import FoundationEssentials
import Processes

/// The engine that a plain `docker` of the caller would reach.
///
/// `DOCKER_HOST` beats `DOCKER_CONTEXT`, which beats the current context. A context with TLS material stays a context,
/// since its address alone would not do.
package func resolveCallerEndpoint(
  caller: [String: String], client: String?, environment: [String: String],
  runner: any CommandRunner
) async -> Endpoint {
  if let host = caller["DOCKER_HOST"], !host.isEmpty { return .host(host) }
  guard let name = callerContext(caller), let client else { return .local }
  return await resolveContext(name, client: client, environment: environment, runner: runner)
}

/// Where a context leads, as docker says; where it does not say, docker has to be told the name.
func resolveContext(
  _ name: String, client: String, environment: [String: String], runner: any CommandRunner
) async -> Endpoint {
  let result = await runner.run(
    Command(
      client, ["context", "inspect", "--format", "{{json .}}", name], environment: environment,
      deadline: .seconds(5)))
  guard result.isSuccess,
    let found = try? JSONDecoder().decode(InspectedContext.self, from: Data(result.output.utf8))
  else { return .context(name, host: nil) }
  let host = found.endpoints["docker"]?.host
  if let host, found.tlsMaterial?.isEmpty ?? true { return .host(host) }
  return .context(name, host: host)
}

/// Null for docker's own default, which needs no question.
private func callerContext(_ caller: [String: String]) -> String? {
  let name = caller["DOCKER_CONTEXT"].flatMap { $0.isEmpty ? nil : $0 } ?? currentContext(caller)
  return name == "default" ? nil : name
}

private func currentContext(_ caller: [String: String]) -> String? {
  let path = dockerConfigFolder(caller) + "/config.json"
  guard let data = FileManager.default.contents(atPath: path),
    let settings = try? JSONDecoder().decode(ClientSettings.self, from: data)
  else { return nil }
  return settings.currentContext
}

private struct ClientSettings: Decodable {
  var currentContext: String?
}

private struct InspectedContext: Decodable {
  struct Address: Decodable {
    var host: String?

    enum CodingKeys: String, CodingKey { case host = "Host" }
  }

  var endpoints: [String: Address]
  var tlsMaterial: [String: [String]]?

  enum CodingKeys: String, CodingKey {
    case endpoints = "Endpoints"
    case tlsMaterial = "TLSMaterial"
  }
}
