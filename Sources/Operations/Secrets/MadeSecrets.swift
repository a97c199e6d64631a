import Environments

/// The secrets that an environment lacked and has now.
package struct MadeSecrets: Hashable, Sendable, CustomStringConvertible {
  package var environment: String
  /// In the order in which they were made; never empty.
  package var secrets: [DeclaredSecret]

  /// Such as `made api_keys, tls_key and tls_certificate (self-signed, 365 days) for prod`.
  package var description: String { "made \(names) for \(environment)" }

  private var names: String {
    let names = secrets.map { secret in
      secret.isCertificate
        ? "\(secret.name) (self-signed, \(KeyMaterial.certificateDays) days)" : secret.name
    }
    guard names.count > 1, let last = names.last else { return names.joined() }
    return names.dropLast().joined(separator: ", ") + " and " + last
  }
}
