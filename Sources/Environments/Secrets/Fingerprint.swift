/// Tells whether two secrets are equal without telling what they are: a keyed digest, shortened for reading.
/// The key belongs to the checkout (DESIGN: `.triptych/fingerprint.key`), so fingerprints mean nothing elsewhere.
package struct Fingerprint: Hashable, Sendable, CustomStringConvertible {
  package var text: String

  package init(_ text: String) { self.text = text }

  package var description: String { "\(Secret.mask)(\(text))" }
}

/// Computes the fingerprint of a secret's bytes. `Environments` is handed one, since keys are not its business.
package typealias Fingerprinter = @Sendable (Secret) -> Fingerprint
