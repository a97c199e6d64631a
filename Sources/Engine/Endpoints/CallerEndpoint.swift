import Environments
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
    let json = JSONValue(json: Array(result.output.utf8)),
    let found = try? InspectedContext(json)
  else { return .context(name, host: nil) }
  let host = found.endpoints["docker"]?.host
  if let host, found.tlsMaterial?.isEmpty ?? true { return .host(host) }
  return .context(name, host: host)
}

/// `nil` for docker's own default, which needs no question.
private func callerContext(_ caller: [String: String]) -> String? {
  let name = caller["DOCKER_CONTEXT"].flatMap { $0.isEmpty ? nil : $0 } ?? currentContext(caller)
  return name == "default" ? nil : name
}

private func currentContext(_ caller: [String: String]) -> String? {
  let path = dockerConfigFolder(caller) + "/config.json"
  guard let settings = FileManager.default.contents(atPath: path) else { return nil }
  return JSONValue(json: Array(settings))?["currentContext"]?.string
}

private struct InspectedContext {
  struct Address {
    var host: String?

    init(_ json: JSONValue) throws(JSONMismatch) { host = try json.optional("Host", \.string) }
  }

  var endpoints: [String: Address]
  var tlsMaterial: [String: [String]]?

  init(_ json: JSONValue) throws(JSONMismatch) {
    endpoints = try json.required("Endpoints") { endpoints throws(JSONMismatch) in
      try endpoints.map(of: Address.init)
    }
    tlsMaterial = try json.optional("TLSMaterial") { material throws(JSONMismatch) in
      try material.map(of: \.strings)
    }
  }
}
