extension SecretPatterns {
  /// Headers that carry credentials although their names do not say so.
  private static let credentialHeaders = ["authorization", "cookie", "proxy-authorization"]

  /// Whether a part of a request contains a literal secret: a header such as `Authorization: Bearer …`, a JSON
  /// member such as `"password": "…"`, or `token=…` in a path or a form. Values that a test fills in are not
  /// literal.
  package static func sendsSecret(_ text: String) -> Bool {
    isSecretHeader(text) || hasSecretMember(text) || hasSecretParameter(text)
  }

  private static func isSecretHeader(_ text: String) -> Bool {
    guard let header = SmokeHeader(text), let value = header.value, value.names.isEmpty else {
      return false
    }
    return credentialHeaders.contains(header.name.lowercased()) || isSecret(header.name)
  }

  private static func hasSecretMember(_ text: String) -> Bool {
    // Every second part is between quotes. An escaped quote shifts the parts and can hide a member, but not make
    // one up.
    let parts = text.split(separator: "\"", omittingEmptySubsequences: false)
    return parts.indices.dropFirst().dropLast(2).contains { index in
      index % 2 == 1 && parts[index + 1].filter { !$0.isWhitespace } == ":"
        && isLiteral(parts[index + 2]) && isSecret(String(parts[index]))
    }
  }

  private static func hasSecretParameter(_ text: String) -> Bool {
    text.split(whereSeparator: { "?&".contains($0) }).contains { part in
      let name = part.prefix { $0 != "=" }
      return name.endIndex < part.endIndex && isLiteral(part[name.endIndex...].dropFirst())
        && isSecret(String(name))
    }
  }

  private static func isLiteral(_ text: Substring) -> Bool {
    !text.isEmpty && SmokeTemplate(String(text)).names.isEmpty
  }
}
