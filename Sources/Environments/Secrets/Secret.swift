/// Bytes that must not be seen. Every way of printing it says `•••`; the bytes leave only through `reveal`.
package struct Secret: Hashable, Sendable, CustomStringConvertible, CustomDebugStringConvertible,
  CustomReflectable
{
  private let bytes: [UInt8]

  package init(_ text: String) { bytes = Array(text.utf8) }

  package init(bytes: [UInt8]) { self.bytes = bytes }

  /// Hands the bytes to the one call that needs them.
  package func reveal<Result>(_ use: ([UInt8]) throws -> Result) rethrows -> Result {
    try use(bytes)
  }

  /// What stands wherever one would be shown.
  package static let mask = "•••"

  package var description: String { Self.mask }
  package var debugDescription: String { Self.mask }
  package var customMirror: Mirror { Mirror(self, children: []) }
}

/// Tells whether two secrets are equal without telling what they are: a keyed digest, shortened for reading.
/// The key belongs to the checkout (DESIGN: `.triptych/fingerprint.key`), so fingerprints mean nothing elsewhere.
package struct Fingerprint: Hashable, Sendable, CustomStringConvertible {
  package var text: String

  package init(_ text: String) { self.text = text }

  package var description: String { "\(Secret.mask)(\(text))" }
}

/// Computes the fingerprint of a secret's bytes. `Environments` is handed one, since keys are not its business.
package typealias Fingerprinter = @Sendable (Secret) -> Fingerprint
