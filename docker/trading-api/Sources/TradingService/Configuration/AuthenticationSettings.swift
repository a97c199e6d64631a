/// How clients prove who they are.
package struct AuthenticationSettings: Hashable, Sendable {
  /// The header that carries the key.
  package var header: String
  /// The file with the keys that are accepted, one a line.
  package var keys: String

  package init(header: String, keys: String) {
    self.header = header
    self.keys = keys
  }
}
