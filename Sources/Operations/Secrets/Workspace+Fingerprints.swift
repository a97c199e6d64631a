import Environments
import Glibc

extension Workspace {
  /// Fingerprints secrets with the key of this checkout, which is made on first use. If the root cannot be written, the
  /// key lasts as long as the process: secrets still compare, but fingerprints differ from run to run.
  package func fingerprinter() -> Fingerprinter {
    let key = fingerprintKey()
    return { secret in
      secret.reveal { Fingerprint(Digest.hex(Digest.hmac(key: key, $0).prefix(4))) }
    }
  }

  /// The key of every digest of a secret: secrets behind an unkeyed digest could be guessed.
  func fingerprintKey() -> [UInt8] {
    let path = path("\(Self.stateFolder)/fingerprint.key")
    if let key = Self.storedKey(path) { return key }
    let fresh = Self.randomKey()
    do {
      _ = try state()
      if try AtomicWrite.create(fresh, at: path, mode: 0o600) { return fresh }
      if let key = Self.storedKey(path) { return key }
      // A damaged key is replaced; of several processes that do so at once, the last one decides.
      try AtomicWrite.write(fresh, to: path)
    } catch {
      return Self.processKey
    }
    return Self.storedKey(path) ?? fresh
  }

  private static let processKey = randomKey()
  private static let keyBytes = 32

  private static func storedKey(_ path: String) -> [UInt8]? {
    guard let file = try? OwnFile.open(path, for: .reading, to: "read") else { return nil }
    let bytes = file.read(bytesMax: keyBytes + 1, expecting: keyBytes)
    return bytes?.count == keyBytes ? bytes : nil
  }

  private static func randomKey() -> [UInt8] {
    // The standard library's generator asks the kernel for every number.
    var generator = SystemRandomNumberGenerator()
    return (0..<keyBytes).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
  }
}
