import Environments
import Loading
import Testing

struct `Rules of secret files` {
  private let now = 1_800_000_000

  private func violations(
    _ file: SecretFolder.File, isOpenToOthers: Bool? = false, closed: Set<String> = [],
    tier: String = "production", more: String = ""
  ) -> String {
    var project = Project([
      "configs/environment/one.yaml": """
      schema_version: 1
      environment: {tier: \(tier)}
      target: {project: one}
      secrets:
        key: {type: private_key}
        cert: {type: certificate, key: key, names: [a]}
      \(more)
      """
    ])
    project.secretFolder = SecretFolder(
      path: ".triptych/secrets/one", isOpenToOthers: isOpenToOthers,
      files: ["key": .readable, "cert": file],
      closedFiles: closed, observedAt: now)
    return text(project.loaded().violations)
  }

  private func certificate(
    from start: Int = 0, days: Int = 365, isSelfSigned: Bool = false, belongsToKey: Bool? = true
  ) -> SecretFolder.File {
    .certificate(
      CertificateState(
        startsAt: now + start, endsAt: now + days * 86_400, isSelfSigned: isSelfSigned,
        belongsToKey: belongsToKey))
  }

  @Test func `a certificate of an authority, and one that is not made yet, break no rule`() {
    #expect(violations(certificate()) == "")
    #expect(violations(certificate(belongsToKey: nil)) == "")
    #expect(violations(.missing) == "")
    #expect(violations(.missing, isOpenToOthers: nil) == "")
  }

  @Test func `a certificate of another key is an error at its declaration`() {
    #expect(
      violations(certificate(belongsToKey: false)) == """
        configs/environment/one.yaml:6:16: error: the secret cert was made for a key other than the key beside it [SEC05]
          see: configs/environment/one.yaml:5:15
          hint: put the right one back, or remove the certificate: the next launch makes another
        """)
  }

  @Test func `in production a certificate that signs itself is a warning, which can be turned off`()
  {
    #expect(
      violations(certificate(isSelfSigned: true)) == """
        configs/environment/one.yaml:6:16: warning: the secret cert is self-signed [SEC06]
          see: configs/environment/one.yaml:2:21
          hint: put a certificate of your authority and its key into .triptych/secrets/one, or turn SEC06 off with a reason
        """)
    #expect(violations(certificate(isSelfSigned: true), tier: "staging") == "")
    #expect(
      violations(
        certificate(isSelfSigned: true),
        more: "rules: [{name: SEC06, severity: off, reason: Only we are clients.}]") == "")
  }

  @Test(arguments: [
    (-1, "error: the secret cert has expired"), (0, "error: the secret cert has expired"),
    (1, "warning: the secret cert expires in 1 day"),
    (29, "warning: the secret cert expires in 29 days"),
  ])
  func `a certificate that ends is told in time`(days: Int, words: String) {
    #expect(
      violations(certificate(days: days)).hasPrefix(
        "configs/environment/one.yaml:6:16: \(words) [SEC07]\n"))
  }

  @Test func `a certificate that has yet to begin, or just may go on, is judged so`() {
    #expect(violations(certificate(days: 30)) == "")
    #expect(
      violations(certificate(from: 60)) == """
        configs/environment/one.yaml:6:16: error: the secret cert is not valid yet [SEC07]
          hint: check the clock of this host
        """)
  }

  @Test func `what cannot be read, and a folder that is open, are told`() {
    #expect(
      violations(.unreadable("Permission denied"), isOpenToOthers: true, tier: "development") == """
        configs/environment/one.yaml:6:16: error: the secret cert cannot be read: Permission denied [SEC08]
          hint: check .triptych/secrets/one/cert and which user runs triptych
        configs/environment/one.yaml:5:15: warning: the secret key is in .triptych/secrets/one, which users other than its owner may enter [SEC08]
          hint: the next launch closes it; replace the secrets that other users may have read
        """)
  }

  @Test func `a file that no container's user may read is told before the service fails`() {
    #expect(
      violations(certificate(), closed: ["key"]) == """
        configs/environment/one.yaml:5:15: warning: the secret key can be read by its owner only, but containers run as other users [SEC08]
          hint: chmod 444 .triptych/secrets/one/key; the folder guards it on this host
        """)
  }
}
