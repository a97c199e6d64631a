/// Bytes that must not be shown. However a secret is printed, it reads `•••`; only `reveal` gives access to the
/// bytes.
package struct Secret: Hashable, Sendable, CustomStringConvertible, CustomDebugStringConvertible,
  CustomReflectable
{
  private let bytes: [UInt8]

  package init(_ text: String) { bytes = Array(text.utf8) }

  package init(bytes: [UInt8]) { self.bytes = bytes }

  /// Passes the bytes to the one call that needs them.
  package func reveal<Result>(_ use: ([UInt8]) throws -> Result) rethrows -> Result {
    try use(bytes)
  }

  /// The text that is shown in place of a secret.
  package static let mask = "•••"

  package var description: String { Self.mask }
  package var debugDescription: String { Self.mask }
  package var customMirror: Mirror { Mirror(self, children: []) }
}

/// A keyed digest of a secret, shortened for reading. Equal secrets have equal fingerprints. The key belongs to the
/// checkout (`.triptych/fingerprint.key`), so fingerprints of different checkouts cannot be compared.
package struct Fingerprint: Hashable, Sendable, CustomStringConvertible {
  package var text: String

  package init(_ text: String) { self.text = text }

  package var description: String { "\(Secret.mask)(\(text))" }
}

/// Computes the fingerprint of a secret. The function is passed to `Environments`, which does not read keys.
package typealias Fingerprinter = @Sendable (Secret) -> Fingerprint
