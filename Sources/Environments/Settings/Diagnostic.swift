/// One problem, in words that an operator can act on. It never quotes a value that may be a secret.
package struct Diagnostic: Hashable, Sendable, CustomStringConvertible {
  package enum Severity: String, Hashable, Sendable, Comparable {
    case warning, error

    package static func < (left: Severity, right: Severity) -> Bool {
      left == .warning && right == .error
    }
  }

  package var severity: Severity
  /// Such as `API01` or `YAML03`. Codes are stable: documentation and `rules:` name them.
  package var code: String
  package var message: String
  package var hint: String?
  package var location: Location?
  /// The locations of the other values that a rule compares with this one.
  package var related: [Location]
  /// The environments that the problem concerns; empty for all environments.
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

  /// `file:line:column: error: what is wrong [CODE]`, a `see:` line for each related location, and a `hint:` line.
  package var description: String { headline + details }

  /// The first line. Editors parse it.
  var headline: String {
    (location.map { "\($0): " } ?? "") + "\(severity.rawValue): \(message) [\(code)]"
  }

  /// The lines below the first one, each after a line break.
  var details: String {
    var text = ""
    for location in related { text += "\n  see: \(location)" }
    if let hint { text += "\n  hint: \(hint)" }
    return text
  }
}
