import Environments
import Glibc
import Testing

@testable import Operations

struct `Making the secrets of a first run` {
  let checkout: Checkout
  let workspace: Workspace

  init() throws {
    checkout = try Checkout()
    workspace = try checkout.workspace()
  }

  private let environment = Environment(
    name: "prod", target: Target(project: "trading-prod"),
    declaredSecrets: [
      DeclaredSecret(
        "certificate", .certificate(key: "key", names: ["localhost", "127.0.0.1", "::1"])),
      DeclaredSecret("keys", .token), DeclaredSecret("key", .privateKey),
    ])
  private let folder = ".triptych/secrets/prod"

  private func make(at now: Int? = nil) throws -> MadeSecrets? {
    try workspace.makeMissingSecrets(of: environment, user: "tester", now: now ?? secondsNow())
  }

  private func look() -> SecretFolder? {
    workspace.secretFolder(of: "prod", environment.declaredSecrets, now: 7)
  }

  private func certificate() throws -> CertificateState {
    let file = look()?.files["certificate"]
    guard case .certificate(let state)? = file else {
      throw FileError("read", "certificate", reason: "\(file as Any)")
    }
    return state
  }

  /// Proves `secrets.*.type`.
  @Test func `what is missing is made, guarded by its folder, and told`() throws {
    let made = try make()

    #expect(
      made?.description == "made keys, key and certificate (self-signed, 365 days) for prod")
    #expect(try checkout.names(folder) == ["certificate", "key", "keys"])
    #expect(
      [".triptych", ".triptych/secrets", folder].map(checkout.mode) == ["700", "700", "700"])
    #expect(
      ["certificate", "key", "keys"].map { checkout.mode("\(folder)/\($0)") } == [
        "444", "444", "444",
      ])
    #expect(try checkout.text(".triptych/.gitignore") == "*\n")
    #expect(try make() == nil)
  }

  @Test func `a token is 32 random bytes as one line that fits everywhere`() throws {
    _ = try make()
    let first = try checkout.text("\(folder)/keys")
    try checkout.remove("\(folder)/keys")

    #expect(try make()?.description == "made keys for prod")
    let second = try checkout.text("\(folder)/keys")

    #expect(first.count == 44 && first.hasSuffix("\n"))
    #expect(
      first.dropLast().allSatisfy {
        $0.isASCII && ($0.isLetter || $0.isNumber || "-_".contains($0))
      })
    #expect(first != second)
  }

  @Test(
    arguments: [
      ([], ""), ([0], "AA"), ([0xFF, 0xFE], "__4"), ([0, 16, 131], "ABCD"),
      ([251, 255, 191, 1], "-_-_AQ"),
    ] as [([UInt8], String)])
  func `bytes become text as RFC 4648 says`(bytes: [UInt8], text: String) {
    #expect(String(decoding: KeyMaterial.base64url(bytes), as: UTF8.self) == text)
  }

  /// Proves `secrets.*.names`.
  @Test func `clients that trust the certificate connect, others do not`() async throws {
    _ = try make()
    let server = try TLSServer(
      in: checkout, certificate: "\(folder)/certificate", key: "\(folder)/key")

    let trusting = try await checkout.check(server.url, ca: "\(folder)/certificate")
    let byName = try await checkout.check(
      "https://localhost:\(server.port)/", ca: "\(folder)/certificate")
    let other = try await checkout.check(server.url)

    #expect(trusting.verdict == .healthy, "\(trusting.reason)")
    #expect(byName.verdict == .healthy, "\(byName.reason)")
    #expect(other.verdict == .unhealthy)
  }

  @Test func `the certificate holds for a year, for its key, and signs itself`() throws {
    _ = try make(at: 1_800_000_000)

    #expect(
      try certificate()
        == CertificateState(
          startsAt: 1_800_000_000, endsAt: 1_800_000_000 + 365 * 86_400, isSelfSigned: true,
          belongsToKey: true))
  }

  @Test func `what is there is never touched`() throws {
    for name in ["keys", "key", "certificate"] { try checkout.write("\(folder)/\(name)", "mine") }

    #expect(try make() == nil)

    #expect(try checkout.text("\(folder)/key") == "mine")
    #expect(checkout.mode(folder) == "700")
    #expect(try checkout.names(".triptych").contains("activity.jsonl") == false)
  }

  /// Proves `secrets.*.key`.
  @Test func `a certificate that is missing is made for the key that is there`() throws {
    _ = try make()
    let key = try checkout.text("\(folder)/key")
    try checkout.remove("\(folder)/certificate")

    #expect(try make()?.description == "made certificate (self-signed, 365 days) for prod")

    #expect(try checkout.text("\(folder)/key") == key)
    #expect(try certificate().belongsToKey == true)
  }

  @Test func `a key that was replaced is noticed`() throws {
    _ = try make()
    let other = try #require(KeyMaterial.privateKey())
    try checkout.remove("\(folder)/key")
    try other.reveal { try checkout.write("\(folder)/key", bytes: $0) }

    #expect(try certificate().belongsToKey == false)
  }

  @Test func `a key is not made beside the certificate of another`() throws {
    _ = try make()
    try checkout.remove("\(folder)/key")

    let failure = #expect(throws: FileError.self) { try make() }

    #expect(
      failure?.description == """
        cannot make \(checkout.path(folder))/key: its certificate certificate is there already. Put the key back, \
        or remove the certificate, so that both are made again.
        """)
    #expect(try checkout.names(folder) == ["certificate", "keys"])
  }

  @Test func `a key with a passphrase is not asked for one`() throws {
    try checkout.write(
      "\(folder)/key",
      "-----BEGIN ENCRYPTED PRIVATE KEY-----\nMIGbMFcG\n-----END ENCRYPTED PRIVATE KEY-----\n")

    let failure = #expect(throws: FileError.self) { try make() }

    #expect(failure?.reason.hasPrefix("libcrypto refuses. Either key holds no private key") == true)
    let record = try checkout.text(".triptych/activity.jsonl")
    #expect(record.contains("\"verdict\":\"failed\""))
  }

  @Test func `many at once make one key and the certificate that belongs to it`() async throws {
    let made = await withTaskGroup(of: MadeSecrets?.self) { group in
      for _ in 0..<8 {
        group.addTask { [workspace, environment] in
          try? workspace.makeMissingSecrets(
            of: environment, user: "tester", now: secondsNow())
        }
      }
      return await group.reduce(into: [String]()) { $0 += ($1?.secrets ?? []).map(\.name) }
    }

    #expect(made.sorted() == ["certificate", "key", "keys"])
    #expect(try certificate().belongsToKey == true)
    #expect(try checkout.names(folder) == ["certificate", "key", "keys"])
  }

  @Test func `the record names what was made and holds none of it`() throws {
    _ = try make(at: 0)

    let record = try checkout.text(".triptych/activity.jsonl")

    #expect(record.split(separator: "\n").count == 2)
    #expect(record.contains("\"phase\":\"intent\",\"reason\":\"keys, key, certificate\""))
    #expect(record.contains("\"verb\":\"make secrets\",\"verdict\":\"succeeded\""))
    #expect(!record.contains(try checkout.text("\(folder)/keys").dropLast()))
  }

  @Test func `existing secrets are examined without revealing them`() throws {
    _ = try make()
    try checkout.remove("\(folder)/keys")
    try checkout.remove("\(folder)/certificate")
    try checkout.write("\(folder)/certificate", "no certificate")

    #expect(
      look()
        == SecretFolder(
          path: folder, isOpenToOthers: false,
          files: [
            "keys": .missing, "key": .readable,
            "certificate": .unreadable("it holds no certificate"),
          ], observedAt: 7))
    #expect(workspace.secretFolder(of: "prod", [], now: 7) == nil)
    #expect(
      workspace.secretFolder(of: "qa", [DeclaredSecret("a", .token)], now: 7)?.isOpenToOthers == nil
    )
  }

  @Test func `a file without content is told, and what is no file`() throws {
    _ = try make()
    try checkout.remove("\(folder)/keys")
    try checkout.write("\(folder)/keys", "")
    try checkout.remove("\(folder)/key")
    mkdir(checkout.path("\(folder)/key"), 0o700)

    #expect(look()?.files["keys"] == .unreadable("it is empty"))
    #expect(look()?.files["key"] == .unreadable("it is not a file"))
  }

  @Test func `open folders and closed files are seen`() throws {
    _ = try make()
    chmod(checkout.path(folder), 0o750)
    chmod(checkout.path("\(folder)/key"), 0o640)

    #expect(look()?.isOpenToOthers == true)
    #expect(look()?.closedFiles == ["key"])
  }
}
