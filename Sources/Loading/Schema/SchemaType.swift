/// The type of a key's values.
package indirect enum SchemaType: Hashable, Sendable {
  case bool
  case integer(ClosedRange<Int>)
  case text
  /// Lower-case letters, digits and hyphens, starting with a letter.
  case slug
  /// A project name as Compose accepts it: a slug of any length that may contain underscores and start with a digit.
  case project
  /// A file, relative to the root unless it starts with `/`.
  case path
  /// `http://` or `https://` with a host.
  case url
  /// A URL without a path, or `*` for every origin.
  case origin
  /// A host name as it may appear in a certificate, or an IP address.
  case host
  /// `host:port`.
  case address
  case duration
  case bytes
  case choice([String])
  case nullable(SchemaType)
  case list(SchemaType)
}

extension SchemaType {
  /// The expected value, as a phrase for a sentence.
  package var expectation: String {
    switch self {
    case .bool: "true or false"
    case .integer(let range) where range.lowerBound == range.upperBound: "\(range.lowerBound)"
    case .integer(let range):
      "a whole number from \(range.lowerBound) to \(range.upperBound)"
    case .text: "text"
    case .slug: "a name of lower-case letters, digits and hyphens"
    case .project: "a name of lower-case letters, digits, hyphens and underscores"
    case .path: "the path of a file"
    case .url: "a URL such as \(example)"
    case .origin: "* or an origin such as \(example)"
    case .host: "the name of a host, or an IP address, such as \(example)"
    case .address: "an address such as \(example)"
    case .duration: "a duration such as \(example)"
    case .bytes: "an amount of memory such as \(example)"
    case .choice(let words): "one of \(words.joined(separator: ", "))"
    case .nullable(let type): "\(type.expectation), or null"
    case .list(let type): "a list, each \(type.expectation)"
    }
  }

  var example: String {
    switch self {
    case .bool: "true"
    case .integer(let range): "\(range.lowerBound)"
    case .text: "text"
    case .slug, .project: "name"
    case .path: "docker/.env.dev"
    case .url: "https://example.com/health"
    case .origin: "https://example.com"
    case .host: "api.example.com"
    case .address: "0.0.0.0:8080"
    case .duration: "1m30s"
    case .bytes: "512MiB"
    case .choice(let words): words.first ?? ""
    case .nullable(let type), .list(let type): type.example
    }
  }
}
