import Environments

/// One leaf of a Compose file or of the resolved model, under the name that both give it: short forms are spelled
/// out, so that `"127.0.0.1:${P}:8080"` and Compose's own `{target: 8080, …}` are the same entry.
struct ComposeEntry: Hashable, Sendable {
  var path: [String]
  var value: Value
  /// A key that is expected to be a text whatever it looks like: an environment variable, a label, an option.
  var isNamedText = false
  /// Where it stands; meaningless in the resolved model.
  var location: Location
  var references: [VariableReference] = []

  var key: String { path.joined(separator: ".") }

  /// Puts the dollar for `$$`. What interpolates is left alone, to be shown as it is written.
  mutating func unescapeDollars() {
    guard references.isEmpty, case .string(let text) = value, text.utf8.contains(UInt8(ascii: "$"))
    else { return }
    value = .string(text.unescapedDollars)
  }
}
