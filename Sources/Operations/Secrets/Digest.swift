import CLibcrypto

/// Digests of bytes, made by libcrypto.
package enum Digest {
  /// The 32 bytes of SHA-256.
  package static func sha256(_ bytes: [UInt8]) -> [UInt8] {
    digest { crypto_sha256(bytes, bytes.count, $0) }
  }

  /// The 32 bytes of HMAC-SHA-256.
  package static func hmac(key: [UInt8], _ bytes: [UInt8]) -> [UInt8] {
    digest { crypto_hmac_sha256(key, key.count, bytes, bytes.count, $0) }
  }

  /// The same of a list. Each part is preceded by its length, so that different lists never give the same bytes.
  package static func hmac(key: [UInt8], parts: some Sequence<[UInt8]>) -> [UInt8] {
    hmac(key: key, parts.reduce(into: []) { $0 += Array("\($1.count):".utf8) + $1 })
  }

  /// Two lower-case digits a byte.
  package static func hex(_ bytes: some Sequence<UInt8>) -> String {
    let digits = Array("0123456789abcdef".utf8)
    var text: [UInt8] = []
    for byte in bytes {
      text.append(digits[Int(byte >> 4)])
      text.append(digits[Int(byte & 15)])
    }
    return String(decoding: text, as: UTF8.self)
  }

  private static func digest(_ fill: (UnsafeMutablePointer<UInt8>?) -> Int32) -> [UInt8] {
    [UInt8](unsafeUninitializedCapacity: Int(crypto_sha256_bytes)) { buffer, count in
      // With a wrong digest different secrets would compare as equal, so the program stops.
      precondition(
        fill(buffer.baseAddress) == 0, "libcrypto is missing or refuses to compute SHA-256")
      count = Int(crypto_sha256_bytes)
    }
  }
}
