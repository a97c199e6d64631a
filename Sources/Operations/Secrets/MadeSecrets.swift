import Environments
import Glibc

/// The secrets that were made for an environment because it lacked them.
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

extension Workspace {
  /// The folder of an environment's secrets, relative to the root.
  static func secretFolder(of environment: String) -> String {
    "\(stateFolder)/secrets/\(environment)"
  }

  /// Makes the declared secrets that have no file, and records it; `nil` when all exist. An existing file is never
  /// changed, whatever its content.
  ///
  /// Two processes may do so at once: each file appears complete or not at all, and a certificate is made for the key on
  /// the disk, whichever process wrote it.
  func makeMissingSecrets(
    of environment: Environment, user: String, now: Int
  ) throws(FileError) -> MadeSecrets? {
    let declared = environment.declaredSecrets
    guard !declared.isEmpty else { return nil }
    let folder = try state("secrets/\(environment.name)")
    // Keys first: a certificate needs its own.
    let ordered = declared.filter { !$0.isCertificate } + declared.filter(\.isCertificate)
    let missing = ordered.filter { !Self.exists(Self.join(folder, $0.name)) }
    guard !missing.isEmpty else { return nil }
    try refuseOrphans(declared, in: folder)

    let activity = ActivityLog(self)
    let intent = ActivityEntry.intent(
      "make secrets", of: environment.name, user: user, at: now,
      reason: missing.map(\.name).joined(separator: ", "))
    try activity.append(intent)
    do {
      var made: [DeclaredSecret] = []
      for secret in missing where try make(secret, in: folder, now: now) { made.append(secret) }
      try activity.append(
        intent.outcome("succeeded", reason: made.map(\.name).joined(separator: ", ")))
      return made.isEmpty ? nil : MadeSecrets(environment: environment.name, secrets: made)
    } catch {
      try activity.append(intent.outcome("failed", reason: "\(error)"))
      throw error
    }
  }

  /// With a new key beside the certificate of an old one, no client would trust the service.
  private func refuseOrphans(
    _ secrets: [DeclaredSecret], in folder: String
  ) throws(FileError) {
    for secret in secrets {
      // The certificate is read first, because the key is always made before it.
      guard case .certificate(let key, _) = secret.kind,
        Self.exists(Self.join(folder, secret.name)), !Self.exists(Self.join(folder, key))
      else { continue }
      throw FileError(
        "make", Self.join(folder, key),
        reason:
          "its certificate \(secret.name) is there already. Put the key back, or remove the certificate, so that both are made again."
      )
    }
  }

  /// Returns whether this call made the file; false when another process did so first.
  private func make(
    _ secret: DeclaredSecret, in folder: String, now: Int
  ) throws(FileError) -> Bool {
    let path = Self.join(folder, secret.name)
    let content: Secret?
    switch secret.kind {
    case .token: content = KeyMaterial.token()
    case .privateKey: content = KeyMaterial.privateKey()
    case .certificate(let key, let names):
      let keyPath = Self.join(folder, key)
      guard let bytes = Self.secretBytes(keyPath) else { throw FileError("read", keyPath) }
      content = KeyMaterial.certificate(for: Secret(bytes: bytes), names: names, from: now)
        .map { Secret(bytes: $0) }
    }
    guard let content else {
      throw FileError("make", path, reason: Self.refusal(of: secret))
    }
    do {
      return try content.reveal { try AtomicWrite.create($0, at: path, mode: 0o444) }
    } catch let error as FileError {
      throw error
    } catch {
      throw FileError("make", path, reason: "\(error)")
    }
  }

  private static func refusal(of secret: DeclaredSecret) -> String {
    guard case .certificate(let key, let names) = secret.kind else {
      return "libcrypto refuses to make it"
    }
    return
      "libcrypto refuses. Either \(key) holds no private key or one with a passphrase, or one of the names is not valid: "
      + names.joined(separator: ", ")
  }

  /// The content of a secret's file; `nil`, with `errno` set, when it cannot be read.
  static func secretBytes(_ path: String) -> [UInt8]? {
    let number = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC | O_NOCTTY)
    guard let file = Descriptor(taking: number) else { return nil }
    var facts = stat()
    // A pipe that nobody writes to would read as an empty secret.
    guard fstat(file.number, &facts) == 0, facts.st_mode & S_IFMT == S_IFREG else {
      errno = EINVAL
      return nil
    }
    return file.read(bytesMax: SourceText.bytesMax, expecting: 256)
  }
}
