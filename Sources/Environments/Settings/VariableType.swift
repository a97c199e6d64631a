/// What a `.env` variable holds, as `variables:` declares it.
package enum VariableType: String, Hashable, Sendable, CaseIterable {
  case string, int, bool, port, url, path, bytes, duration, `enum`, secret
}
