/// What values a key takes.
package indirect enum SchemaType: Hashable, Sendable {
  case bool
  case integer(ClosedRange<Int>)
  case text
  /// Lower-case letters, digits and hyphens, starting with a letter.
  case slug
  /// What Compose takes for a project: a slug of any length that may hold underscores and start with a digit.
  case project
  /// A file, relative to the root unless it starts with `/`.
  case path
  /// `http://` or `https://` with a host.
  case url
  /// A URL without a path, or `*` for everybody.
  case origin
  /// The name of a host, as a certificate has it, or an IP address.
  case host
  /// `host:port`.
  case address
  case duration
  case bytes
  case choice([String])
  case nullable(SchemaType)
  case list(SchemaType)
}
