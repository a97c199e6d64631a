import FoundationEssentials

extension Live {
  /// Reads the secrets that `configuration` names. Either all is right, or every problem is named.
  package static func load(
    _ configuration: ServiceConfiguration, role: Role,
    now: Int = Int(Date.now.timeIntervalSince1970)
  ) -> (live: Live?, problems: [String], warnings: [String]) {
    var live = Live(configuration: configuration)
    // The quotes role has no clients outside: it proves nothing and asks for nothing.
    guard role == .api else { return (live, [], []) }
    var problems: [String] = []
    var warnings: [String] = []
    if let authentication = configuration.api.authentication {
      switch readSecretFile(authentication.keys) {
      case .failure(let error): problems.append(error.description)
      case .success(let text):
        let (keys, found) = APIKeys.read(text, file: authentication.keys)
        live.keys = keys
        problems += found
      }
    }
    if let settings = configuration.api.tls {
      let material = TLSMaterial.load(settings, tier: configuration.tier, now: now)
      live.tls = material.context
      problems += material.problems
      warnings = material.warnings
    }
    return (problems.isEmpty ? live : nil, problems, warnings)
  }
}
