import Environments

/// Problems as JSON and as one closing sentence.
enum ProblemReport {
  static func json(_ problems: [Diagnostic]) -> String {
    JSONValue.object([
      "schema_version": .integer(1), "problems": .array(problems.map(object)),
    ]).text
  }

  static func summary(_ problems: [Diagnostic], environments: Int) -> String {
    let errors = problems.count { $0.severity == .error }
    let warnings = problems.count - errors
    let subject = count(environments, "environment")
    guard !problems.isEmpty else { return "\(subject), no problems" }
    return "\(subject), \(count(errors, "error")), \(count(warnings, "warning"))"
  }

  private static func count(_ number: Int, _ noun: String) -> String {
    "\(number) \(noun)\(number == 1 ? "" : "s")"
  }

  static func object(_ problem: Diagnostic) -> JSONValue {
    var object: [String: JSONValue] = [
      "severity": .string(problem.severity.rawValue),
      "code": .string(problem.code),
      "message": .string(problem.message),
      "environments": .array(problem.environments.map { .string($0) }),
      "related": .array(problem.related.map(place)),
    ]
    if let hint = problem.hint { object["hint"] = .string(hint) }
    if let location = problem.location { object["location"] = place(location) }
    return .object(object)
  }

  private static func place(_ location: Location) -> JSONValue {
    .object([
      "file": .string(location.file), "line": .integer(location.line),
      "column": .integer(location.column),
    ])
  }
}
