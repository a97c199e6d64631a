/// Which engine a call goes to. It is always named in argv, so no call depends on the caller's environment.
package enum Endpoint: Hashable, Sendable, CustomStringConvertible {
  /// A docker context, with its TLS and its ssh; `host` is where it leads, when that is known.
  case context(String, host: String?)
  case host(String)

  /// Where docker listens when nobody says otherwise.
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

  /// The socket on this machine at which the engine listens; `nil` when it is reached otherwise, or not known to be.
  var socketPath: String? {
    let scheme = "unix://"
    guard case .host(let address) = self, address.hasPrefix(scheme) else { return nil }
    let path = address.dropFirst(scheme.count)
    // Other forms are for docker to understand.
    return path.hasPrefix("/") ? String(path) : nil
  }

  /// On this machine, as far as its address tells.
  package var isLocal: Bool {
    switch self {
    case .context(_, let host): host?.hasPrefix("unix://") ?? false
    case .host(let address): address.hasPrefix("unix://")
    }
  }

  /// How long a light call may take before the engine counts as silent. An ssh host that is down takes 30 s to say so.
  package var deadline: Duration { isLocal ? .seconds(5) : .seconds(15) }
}
