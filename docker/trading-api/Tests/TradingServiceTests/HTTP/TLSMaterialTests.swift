import Foundation
import Testing
import TradingService

struct `Loading certificate and key` {
  /// Proves `api.tls.key`.
  @Test func `api.tls.key: one that does not belong to the certificate is named`() throws {
    let (one, other) = (try Certificate(), try Certificate())
    defer {
      one.remove()
      other.remove()
    }

    let (live, problems, _) = try load(one.certificate, other.key)

    #expect(live == nil)
    #expect(
      problems == [
        "\(other.key): error: the key does not belong to the certificate in \(one.certificate)\n"
          + "hint: both files must come from the same request"
      ])
  }

  @Test func `files that are missing or hold something else are all named`() throws {
    let certificate = try Certificate()
    defer { certificate.remove() }
    let missing = certificate.folder.appending(path: "missing.pem").path

    let (_, problems, _) = try load(certificate.key, missing)

    #expect(
      problems == [
        "\(certificate.key): error: the file does not hold a PEM certificate",
        "\(missing): error: the file cannot be read: No such file or directory\n"
          + "hint: Compose mounts it from the environment's secrets; `secrets:` of the service "
          + "must name it",
      ])
  }

  @Test func `an expired certificate is a warning in development and refused elsewhere`() throws {
    let certificate = try Certificate()
    defer { certificate.remove() }
    let later = Int(Date.now.timeIntervalSince1970) + 12 * 86_400 + 60
    let words = "the certificate has expired 10 days ago"

    let development = try load(certificate.certificate, certificate.key, now: later)
    let staging = try load(
      certificate.certificate, certificate.key, tier: .staging, now: later)

    #expect(development.live != nil)
    #expect(development.warnings == ["\(certificate.certificate): \(words)"])
    #expect(staging.live == nil)
    #expect(
      staging.problems == [
        "\(certificate.certificate): error: \(words)\nhint: put a new one there, then launch again"
      ])
  }

  private func load(
    _ certificate: String, _ key: String, tier: ServiceConfiguration.Tier = .development,
    now: Int = Int(Date.now.timeIntervalSince1970)
  ) throws -> (live: Live?, problems: [String], warnings: [String]) {
    let configuration = try Sample.configuration {
      $0.tier = tier
      $0.api.tls = TLSSettings(minVersion: .v12, certificate: certificate, key: key)
    }
    return Live.load(configuration, role: .api, now: now)
  }
}
