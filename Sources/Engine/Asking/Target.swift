import Environments

/// A path of the engine's API with its query.
func target(_ path: String, _ query: [(name: String, value: String)] = []) -> String {
  guard !query.isEmpty else { return path }
  return path + "?" + query.map { "\($0.name)=\(percentEncoded($0.value))" }.joined(separator: "&")
}

/// A filter as lists and events take it, such as `{"type":["container","image"]}`.
func filter(_ wanted: [String: [String]]) -> (name: String, value: String) {
  let values = wanted.mapValues { JSONValue.array($0.map(JSONValue.string)) }
  return ("filters", JSONValue.object(values).line)
}

/// What a URI takes as it is (RFC 3986, 2.3), `:` and `/` included, which mean nothing in a query or a name of an image.
func percentEncoded(_ text: String) -> String {
  let plain = Set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~:/".utf8)
  return text.utf8.reduce(into: "") { encoded, byte in
    if plain.contains(byte) {
      encoded.unicodeScalars.append(Unicode.Scalar(byte))
    } else {
      encoded += "%" + Int(byte).digits(2, radix: 16)
    }
  }
}
