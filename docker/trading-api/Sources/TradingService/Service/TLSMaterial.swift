import Glibc
import NIOSSL

/// The certificate and the key that the api proves itself with, checked before anybody connects.
enum TLSMaterial {
  /// Reads both files and makes the context for new connections of them.
  ///
  /// An expired certificate is refused, because every client would refuse it too, one by one and without
  /// telling us; in development, where clients are told to look away, it is a warning.
  static func load(
    _ settings: TLSSettings, tier: ServiceConfiguration.Tier, now: Int
  ) -> (context: NIOSSLContext?, problems: [String], warnings: [String]) {
    var problems: [String] = []
    let (chain, key) = (
      pem(settings.certificate, "a PEM certificate", &problems) {
        try NIOSSLCertificate.fromPEMBytes(Array($0.utf8))
      },
      pem(settings.key, "a PEM private key without a passphrase", &problems) {
        try NIOSSLPrivateKey(bytes: Array($0.utf8), format: .pem)
      }
    )
    guard let chain, let leaf = chain.first, let key else { return (nil, problems, []) }
    let warnings = age(of: leaf, settings, tier, now, &problems)
    guard problems.isEmpty else { return (nil, problems, warnings) }
    var configuration = TLSConfiguration.makeServerConfiguration(
      certificateChain: chain.map { .certificate($0) }, privateKey: .privateKey(key))
    configuration.minimumTLSVersion = settings.minVersion == .v13 ? .tlsv13 : .tlsv12
    configuration.applicationProtocols = ["http/1.1"]
    do {
      return (try NIOSSLContext(configuration: configuration), [], warnings)
    } catch {
      return (
        nil,
        [
          "\(settings.key): error: the key does not belong to the certificate in "
            + "\(settings.certificate)\nhint: both files must come from the same request"
        ], []
      )
    }
  }

  private static func pem<Value>(
    _ path: String, _ expected: String, _ problems: inout [String],
    _ convert: (String) throws -> Value
  ) -> Value? {
    switch readSecretFile(path) {
    case .failure(let error): problems.append(error.description)
    case .success(let text):
      if let value = try? convert(text) { return value }
      problems.append("\(path): error: the file does not hold \(expected)")
    }
    return nil
  }

  private static func age(
    of leaf: NIOSSLCertificate, _ settings: TLSSettings, _ tier: ServiceConfiguration.Tier,
    _ now: Int, _ problems: inout [String]
  ) -> [String] {
    let words: String
    if Int(leaf.notValidAfter) < now {
      words = "the certificate has expired \(days(now - Int(leaf.notValidAfter))) ago"
    } else if Int(leaf.notValidBefore) > now {
      words = "the certificate is not valid yet"
    } else {
      return []
    }
    if tier == .development { return ["\(settings.certificate): \(words)"] }
    problems.append(
      "\(settings.certificate): error: \(words)\nhint: put a new one there, then launch again"
    )
    return []
  }

  private static func days(_ seconds: Int) -> String {
    let days = max(1, seconds / 86_400)
    return days == 1 ? "1 day" : "\(days) days"
  }
}
