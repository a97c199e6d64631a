import Environments
import Loading
import Testing

struct `Declaring secrets` {
  private let head = "schema_version: 1\ntarget: {project: dev}\n"

  private func loaded(_ secrets: String, base: String = "") -> Configuration {
    Project([
      "configs/environment/base.yaml": base, "configs/environment/dev.yaml": head + secrets,
    ]).loaded()
  }

  @Test func `what is declared is there, the base's first`() {
    let configuration = loaded(
      """
      secrets:
        tls_certificate: {type: certificate, key: tls_key, names: [api, "*.example.com", 127.0.0.1, "::1"]}
        tls_key: {type: private_key, description: For the API.}
      """, base: "secrets: {keys: {type: token}}")

    #expect(text(configuration.problems) == "")
    #expect(
      configuration.environments.first?.declaredSecrets == [
        DeclaredSecret("keys", .token),
        DeclaredSecret(
          "tls_certificate",
          .certificate(key: "tls_key", names: ["api", "*.example.com", "127.0.0.1", "::1"])),
        DeclaredSecret("tls_key", .privateKey),
      ])
  }

  @Test func `a declaration is an ordinary setting with its position`() throws {
    let environment = try #require(loaded("secrets: {keys: {type: token}}").environments.first)

    #expect(
      lines(environment.settings.filter { $0.key.path.hasPrefix("secrets.") })
        == "secrets.keys.type = \"token\" (environment configs/environment/dev.yaml:3:24)")
  }

  @Test func `what a declaration lacks is told, and the secret is left out`() {
    let configuration = loaded(
      """
      secrets:
        nothing:
        no-name: {type: token}
        untyped: {description: x}
        wrong: {type: toke}
        token: {type: token, names: [a]}
        bare: {type: certificate}
        empty: {type: certificate, key: missing, names: []}
        odd: {type: certificate, key: token, names: [a_b]}
      """)

    #expect(
      text(configuration.diagnostics) == """
        configs/environment/dev.yaml:4:3: error: secrets.nothing has no type [SET05]
          hint: one of token, private_key, certificate
        configs/environment/dev.yaml:5:3: error: no-name is not a valid name for an entry of secrets [SET06]
          hint: letters, digits and underscores, not starting with a digit
        configs/environment/dev.yaml:6:3: error: secrets.untyped has no type [SET05]
          hint: one of token, private_key, certificate
        configs/environment/dev.yaml:7:17: error: secrets.wrong.type: expected one of token, private_key, certificate, found another value [SET03]
          hint: did you mean token?
        configs/environment/dev.yaml:8:24: error: secrets.token: a secret of type token has no names [SET16]
          hint: this setting is for certificates only
        configs/environment/dev.yaml:9:3: error: secrets.bare has no names [SET05]
          hint: list the names and addresses that clients connect to
        configs/environment/dev.yaml:9:3: error: secrets.bare has no key [SET05]
          hint: name the secret of type private_key that it belongs to
        configs/environment/dev.yaml:10:35: error: secrets.empty.key names a secret that is not declared [SET18]
          see: configs/environment/dev.yaml:10:3
          hint: declare it with type private_key
        configs/environment/dev.yaml:10:51: error: secrets.empty has no names [SET05]
          hint: list the names and addresses that clients connect to
        configs/environment/dev.yaml:11:33: error: secrets.odd.key names token, which is a token and not a private key [SET18]
          see: configs/environment/dev.yaml:8:3
          hint: name a secret of type private_key
        configs/environment/dev.yaml:11:48: error: secrets.odd.names: expected the name of a host, or an IP address, such as api.example.com, found another value [SET03]
        """)
    #expect(configuration.environments.first?.declaredSecrets == [DeclaredSecret("token", .token)])
  }

  @Test(arguments: [
    "a", "api-1.example.com", "*.example.com", "127.0.0.1", "::1", "fe80::1:2", "1:2:3:4:5:6:7:8",
  ])
  func `a host is a name or an address`(text: String) {
    #expect(TextForms.isHost(text))
  }

  @Test(arguments: [
    "", "a b", "-a", "a-", "a..b", "*", "a.*", "a_b", "http://a", "a:80", "1:2:3", "1::2::3",
    "12345::", "é",
  ])
  func `other text is not a host`(text: String) {
    #expect(!TextForms.isHost(text))
  }
}
