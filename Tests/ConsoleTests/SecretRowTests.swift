import Canvas
import Environments
import Testing

@testable import Console

struct `The overview's row of secrets` {
  @Test func `counts them and tells the worst of each environment`() throws {
    var configuration = Sample.configuration
    let declared = [
      DeclaredSecret("api_keys", .token), DeclaredSecret("tls_key", .privateKey),
      DeclaredSecret("tls", .certificate(key: "tls_key", names: ["localhost"])),
    ]
    for index in configuration.environments.indices {
      configuration.environments[index].declaredSecrets = declared
    }
    configuration.environments[0].secretFolder = folder(endsIn: 90)
    configuration.environments[1].secretFolder = folder(endsIn: 6)
    configuration.environments[2].secretFolder = folder(endsIn: -1)
    let model = Model.after(
      [.loaded(configuration, Sample.matrix)], size: Size(columns: 120, rows: 40))

    let cells = try #require(model.catalog.summary.first { $0.label == "secrets" }).cells

    #expect(cells.map { $0?.text } == ["3 ok", "3, 1 due in 6 d", "3, 1 expired"])
    #expect(view(model).text.contains("│ secrets        3, 1 due in 6 d"))
  }

  @Test func `says what the next launch makes, and nothing where none is declared`() throws {
    var configuration = Sample.configuration
    configuration.environments[1].declaredSecrets = [DeclaredSecret("api_keys", .token)]
    configuration.environments[1].secretFolder = SecretFolder(
      path: ".triptych/secrets/staging", observedAt: Sample.now)
    let model = Model.after([.loaded(configuration, Sample.matrix)])

    let cells = try #require(model.catalog.summary.first { $0.label == "secrets" }).cells

    #expect(cells.map { $0?.text } == [nil, "1, 1 not made yet", nil])
  }

  private func folder(endsIn days: Int) -> SecretFolder {
    let state = CertificateState(
      startsAt: 0, endsAt: Sample.now + days * 86_400, isSelfSigned: true, belongsToKey: true)
    return SecretFolder(
      path: ".triptych/secrets/dev",
      files: ["api_keys": .readable, "tls_key": .readable, "tls": .certificate(state)],
      observedAt: Sample.now)
  }
}
