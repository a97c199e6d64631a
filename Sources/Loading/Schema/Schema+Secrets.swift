import Environments

extension Schema {
  /// Secrets are declared, never written down: these keys say what belongs into a file.
  static let secretKeys: [SchemaKey] = [
    .own(
      "secrets.*.type", .choice(DeclaredSecret.Kind.words), required: true, interpolates: false,
      "What the file holds: a random text, a private key (EC P-256, PEM), or a certificate."),
    .own(
      "secrets.*.key", .text, interpolates: false,
      "The secret with the private key that a certificate belongs to."),
    .own(
      "secrets.*.names", .list(.host), interpolates: false,
      "The names and addresses that a certificate holds for."),
    .own("secrets.*.description", .text, interpolates: false, "One line for people."),
  ]
}
