import Environments

/// How many problems concern an environment.
struct ProblemCount: Hashable, Sendable {
  var errors = 0
  var warnings = 0

  init(_ problems: [Diagnostic], of environment: String) {
    for problem in problems
    where problem.environments.isEmpty || problem.environments.contains(environment) {
      if problem.severity == .error { errors += 1 } else { warnings += 1 }
    }
  }

  /// Such as `ok`, `1 warning`, `3 problems`.
  var words: String {
    let all = errors + warnings
    if all == 0 { return "ok" }
    let noun = errors == 0 ? "warning" : "problem"
    return "\(all) \(noun)\(all == 1 ? "" : "s")"
  }
}
