/// One thing that is wrong with a configuration.
package struct ConfigurationProblem: Hashable, Sendable {
  package enum Code: String, Sendable {
    case unreadable = "unreadable"
    case notJSON = "not-json"
    case unknownKey = "unknown-key"
    case missingKey = "missing-key"
    case wrongValue = "wrong-value"
    case contradiction = "contradiction"
  }

  package var code: Code
  package var text: String
  package var hint: String?

  package init(_ code: Code, _ text: String, hint: String? = nil) {
    self.code = code
    self.text = text
    self.hint = hint
  }

  /// The problem as the operator reads it, with the hint on a line of its own.
  package func lines(file: String) -> String {
    let line = "\(file): error: \(text) [\(code.rawValue)]"
    return hint.map { "\(line)\nhint: \($0)" } ?? line
  }
}
