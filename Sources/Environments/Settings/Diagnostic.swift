/// One problem, in words an operator can act on. It never quotes a value that may be secret.
package struct Diagnostic: Hashable, Sendable, CustomStringConvertible {
  package enum Severity: String, Hashable, Sendable, Comparable {
    case warning, error

    package static func < (left: Severity, right: Severity) -> Bool {
      left == .warning && right == .error
    }
  }

  package var severity: Severity
  /// Stable, for documentation and for `rules:`, such as `API01` or `YAML03`.
  package var code: String
  package var message: String
  package var hint: String?
  package var location: Location?
  /// The other side of a rule that relates two values.
  package var related: [Location]
  /// The environments it concerns; empty when it concerns all of them.
  package var environments: [String]

  package init(
    _ severity: Severity, _ code: String, _ message: String, at location: Location? = nil,
    hint: String? = nil, related: [Location] = [], environments: [String] = []
  ) {
    self.severity = severity
    self.code = code
    self.message = message
    self.hint = hint
    self.location = location
    self.related = related
    self.environments = environments
  }

  /// `file:line:column: error: what is wrong [CODE]`, then a `hint:` line and a `see:` line for each other side.
  package var description: String {
    var text = location.map { "\($0): " } ?? ""
    text += "\(severity.rawValue): \(message) [\(code)]"
    for place in related { text += "\n  see: \(place)" }
    if let hint { text += "\n  hint: \(hint)" }
    return text
  }
}
