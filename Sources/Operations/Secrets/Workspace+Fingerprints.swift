import Environments
import Glibc

extension Workspace {
  /// Fingerprints secrets with the key of this checkout, made on first use. Where the root cannot be written, the
  /// key lasts as long as the process: secrets still compare, their fingerprints differ from run to run.
  package func fingerprinter() -> Fingerprinter {
    let key = fingerprintKey()
    return { secret in
      secret.reveal { Fingerprint(Digest.hex(Digest.hmac(key: key, $0).prefix(4))) }
    }
  }

  /// Keys every digest of a secret: a bare one would let anybody who sees it try guesses.
  func fingerprintKey() -> [UInt8] {
    let path = path("\(Self.stateFolder)/fingerprint.key")
    if let key = Self.storedKey(path) { return key }
    let fresh = Self.randomKey()
    do {
      _ = try state()
      if try AtomicWrite.create(fresh, at: path, mode: 0o600) { return fresh }
      if let key = Self.storedKey(path) { return key }
      // A damaged key is of no use to anybody: whoever replaces it last has made the key of this checkout.
      try AtomicWrite.write(fresh, to: path)
    } catch {
      return Self.processKey
    }
    return Self.storedKey(path) ?? fresh
  }

  private static let processKey = randomKey()
  private static let keyBytes = 32

  private static func storedKey(_ path: String) -> [UInt8]? {
    let number = open(path, O_RDONLY | O_NONBLOCK | O_NOFOLLOW | O_CLOEXEC)
    guard let file = Descriptor(taking: number) else { return nil }
    let bytes = file.read(bytesMax: keyBytes + 1, expecting: keyBytes)
    return bytes?.count == keyBytes ? bytes : nil
  }

  private static func randomKey() -> [UInt8] {
    // The standard library's generator asks the kernel for every number.
    var generator = SystemRandomNumberGenerator()
    return (0..<keyBytes).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
  }
}
