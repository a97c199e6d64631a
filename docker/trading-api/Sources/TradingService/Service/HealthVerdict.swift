import FoundationEssentials
import NIOSSL

/// What a running process says about itself.
package struct HealthVerdict: Hashable, Sendable {
  package var isHealthy: Bool
  /// One line; the container engine keeps it with the result.
  package var words: String

  package init(isHealthy: Bool, words: String) {
    self.isHealthy = isHealthy
    self.words = words
  }
}

/// Asks the process that serves `role` in this container whether it is ready, or only whether it lives.
package func checkHealth(
  of role: Role, _ configuration: ServiceConfiguration, livenessOnly: Bool, timeout: Duration
) async -> HealthVerdict {
  var address = role == .api ? configuration.api.bind : configuration.quotes.bind
  if ["0.0.0.0", "::"].contains(address.host) { address.host = "127.0.0.1" }
  do {
    let tls = role == .api && configuration.api.tls != nil ? try unverifiedTLS() : nil
    let answer = try await get(
      livenessOnly ? "/health/live" : "/health/ready", from: address, timeout: timeout, tls: tls)
    if answer.status == 200 {
      return HealthVerdict(isHealthy: true, words: livenessOnly ? "live" : "ready")
    }
    return HealthVerdict(isHealthy: false, words: words(of: answer))
  } catch {
    return HealthVerdict(isHealthy: false, words: "\(error)")
  }
}

/// TLS that trusts whoever answers. It reaches only this container's own loopback, where nobody can stand
/// in between; the certificate names the public host and may be of an authority that is unknown in here.
private func unverifiedTLS() throws -> NIOSSLContext {
  var configuration = TLSConfiguration.makeClientConfiguration()
  configuration.certificateVerification = .none
  return try NIOSSLContext(configuration: configuration)
}

private func words(of answer: HTTPAnswer) -> String {
  guard let problem = try? JSONDecoder().decode(Problem.self, from: Data(answer.body)) else {
    return "answers \(answer.status)"
  }
  let reasons = problem.reasons ?? problem.detail.map { [$0] } ?? []
  return reasons.isEmpty ? "answers \(answer.status)" : reasons.joined(separator: " ")
}
