import Environments
import FoundationEssentials
import Processes

/// The address of an engine. It is always passed in argv, so that no call depends on the caller's environment.
package enum Endpoint: Hashable, Sendable, CustomStringConvertible {
  /// A docker context with its TLS and ssh settings; `host` is its address, when it is known.
  case context(String, host: String?)
  case host(String)

  /// The address at which docker listens by default.
  package static let local = Endpoint.host("unix:///var/run/docker.sock")

  package var arguments: [String] {
    switch self {
    case .context(let name, _): ["--context", name]
    case .host(let address): ["--host", address]
    }
  }

  package var description: String {
    switch self {
    case .context(let name, let host?): "context \(name) (\(host))"
    case .context(let name, nil): "context \(name)"
    case .host(let address): address
    }
  }

  /// The local socket of the engine; `nil` when there is none or it is not known.
  var socketPath: String? {
    let scheme = "unix://"
    guard case .host(let address) = self, address.hasPrefix(scheme) else { return nil }
    let path = address.dropFirst(scheme.count)
    // Docker interprets other forms.
    return path.hasPrefix("/") ? String(path) : nil
  }

  /// Whether the address is on this machine.
  package var isLocal: Bool {
    switch self {
    case .context(_, let host): host?.hasPrefix("unix://") ?? false
    case .host(let address): address.hasPrefix("unix://")
    }
  }

  /// The time after which an engine that has not answered a cheap call counts as silent. An ssh connection to a host
  /// that is down takes 30 s to fail.
  package var deadline: Duration { isLocal ? .seconds(5) : .seconds(15) }
}

/// The engine that a plain `docker` command of the caller would reach.
///
/// `DOCKER_HOST` takes precedence over `DOCKER_CONTEXT`, which takes precedence over the current context. A context
/// with TLS material stays a context, since its address alone is not sufficient.
package func resolveCallerEndpoint(
  caller: [String: String], client: String?, environment: [String: String],
  runner: any CommandRunner
) async -> Endpoint {
  if let host = caller["DOCKER_HOST"], !host.isEmpty { return .host(host) }
  guard let name = callerContext(caller), let client else { return .local }
  return await resolveContext(name, client: client, environment: environment, runner: runner)
}

/// The address of a context as docker reports it; the context itself when docker does not report one.
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

/// `nil` for docker's default context, whose address is known.
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
