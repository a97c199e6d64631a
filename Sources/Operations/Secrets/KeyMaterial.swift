import CLibcrypto
import Environments

/// Secrets that libcrypto makes, and facts about certificates. `nil` when libcrypto fails.
enum KeyMaterial {
  static let certificateDays = 365

  /// 32 random bytes as base64url without padding, which is safe in a header, a URL and a shell.
  static func token() -> Secret? {
    var bytes = [UInt8](repeating: 0, count: 32)
    guard crypto_random(&bytes, bytes.count) == 0 else { return nil }
    return Secret(bytes: base64url(bytes) + [UInt8(ascii: "\n")])
  }

  /// An EC key on P-256, PKCS #8, PEM.
  static func privateKey() -> Secret? {
    pem { crypto_make_private_key($0, $1) }.map { Secret(bytes: $0) }
  }

  /// A self-signed certificate. It is not secret: clients see it.
  static func certificate(for key: Secret, names: [String], from start: Int) -> [UInt8]? {
    let alternatives = names.map { isAddress($0) ? "IP:\($0)" : "DNS:\($0)" }
      .joined(separator: ",")
    // A common name has at most 64 bytes; clients read the alternative names.
    let commonName = names.first { $0.utf8.count <= 64 } ?? "triptych"
    let end = start + certificateDays * CivilTime.secondsOfDay
    return key.reveal { key in
      pem {
        crypto_make_certificate(
          key, key.count, commonName, alternatives, Int64(start), Int64(end), $0, $1)
      }
    }
  }

  /// The validity of a certificate, and whether it matches the key beside it.
  static func state(of certificate: [UInt8], key: Secret?) -> CertificateState? {
    var found = crypto_certificate()
    let result = (key ?? Secret(bytes: [])).reveal { key in
      crypto_read_certificate(certificate, certificate.count, key, key.count, &found)
    }
    guard result == 0 else { return nil }
    return CertificateState(
      startsAt: Int(found.starts_at), endsAt: Int(found.ends_at),
      isSelfSigned: found.is_self_signed == 1,
      belongsToKey: found.belongs_to_key < 0 ? nil : found.belongs_to_key == 1)
  }

  private static func pem(_ write: (UnsafeMutablePointer<UInt8>?, Int) -> Int) -> [UInt8]? {
    var isWritten = false
    let bytes = [UInt8](unsafeUninitializedCapacity: Int(crypto_pem_bytes_max)) { buffer, count in
      let length = write(buffer.baseAddress, buffer.count)
      isWritten = length > 0
      count = max(length, 0)
    }
    return isWritten ? bytes : nil
  }

  private static func isAddress(_ name: String) -> Bool {
    name.contains(":") || name.allSatisfy { $0 == "." || ($0.isASCII && $0.isNumber) }
  }

  static func base64url(_ bytes: [UInt8]) -> [UInt8] {
    let digits = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".utf8)
    var text: [UInt8] = []
    for start in stride(from: 0, to: bytes.count, by: 3) {
      let group = bytes[start..<min(start + 3, bytes.count)]
      let bits = group.reduce(0) { $0 << 8 | Int($1) } << (8 * (3 - group.count))
      text += (0...group.count).map { digits[bits >> (18 - 6 * $0) & 63] }
    }
    return text
  }
}
