import Engine
import Environments
import Processes

extension Doctor {
  /// A greater difference makes certificates and `--since` unreliable.
  private static let secondsApartMax = 5

  /// The findings on each engine; all are asked at the same time, and none without a docker client.
  func engines() async -> [DoctorFinding] {
    guard docker.installation.client != nil else { return [Self.clock(secondsNow())] }
    let users = Dictionary(grouping: configuration.environments) { docker.endpoint(of: $0.target) }
    let endpoints = users.isEmpty ? [docker.callerEndpoint] : Array(users.keys)
    let findings = await withTaskGroup(of: (Endpoint, [DoctorFinding]).self) { group in
      for endpoint in endpoints {
        let names = users[endpoint]?.map(\.name) ?? []
        group.addTask { (endpoint, await engine(endpoint, of: names)) }
      }
      return await group.reduce(into: [Endpoint: [DoctorFinding]]()) { $0[$1.0] = $1.1 }
    }
    let order = endpoints.sorted { "\($0)" < "\($1)" }
    return order.flatMap { findings[$0] ?? [] } + certificates(for: order)
      + [Self.clock(secondsNow())]
  }

  private func engine(_ endpoint: Endpoint, of names: [String]) async -> [DoctorFinding] {
    let (state, version) = await docker.version(of: endpoint)
    let found = DoctorFinding.engine(
      state, version: version, endpoint: "\(endpoint)", of: names, isLocal: endpoint.isLocal)
    // An engine on this machine has this machine's clock.
    guard state == .answering, !endpoint.isLocal else { return [found] }
    return [found] + [await clock(of: endpoint)].compactMap { $0 }
  }

  private func clock(of endpoint: Endpoint) async -> DoctorFinding? {
    guard case .success(let identity) = await docker.engines[endpoint].identity() else {
      return nil
    }
    let there = identity.timeNanoseconds / 1_000_000_000
    return Self.clock(of: "\(endpoint)", there: there, here: secondsNow())
  }

  static func clock(of endpoint: String, there: Int, here: Int) -> DoctorFinding {
    let apart = abs(there - here)
    guard apart > secondsApartMax else {
      return DoctorFinding(.clock, .ok, "\(endpoint) has the same time")
    }
    return DoctorFinding(
      .clock, .warn, "the clock of \(endpoint) is \(apart) s \(there > here ? "ahead" : "behind")",
      fix: "let both hosts follow a time server: timedatectl set-ntp true")
  }

  /// On a machine that has lost its time, certificates are not valid yet.
  static func clock(_ now: Int) -> DoctorFinding {
    let longAgo = 1_750_000_000
    guard now > longAgo else {
      return DoctorFinding(
        .clock, .fail, "the clock of this machine shows a date before triptych existed",
        fix: "timedatectl set-ntp true, or date --set")
    }
    return DoctorFinding(.clock, .ok, "the clock of this machine is plausible")
  }
}
