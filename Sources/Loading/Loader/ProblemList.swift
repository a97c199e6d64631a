import Environments

/// Problems, each told once: one that several environments share names them all.
struct ProblemList {
  private var order: [Diagnostic] = []
  private var environments: [Diagnostic: [String]] = [:]

  mutating func add(_ diagnostics: [Diagnostic], environment: String? = nil) {
    for diagnostic in diagnostics {
      if environments[diagnostic] == nil {
        order.append(diagnostic)
        environments[diagnostic] = []
      }
      if let environment, environments[diagnostic]?.contains(environment) == false {
        environments[diagnostic]?.append(environment)
      }
    }
  }

  /// By file and place; what has no place comes first, in the order in which it was found.
  var sorted: [Diagnostic] {
    let named = order.map { diagnostic in
      var diagnostic = diagnostic
      diagnostic.environments += environments[diagnostic] ?? []
      return diagnostic
    }
    return named.enumerated().sorted { left, right in
      let first = left.element.location
      let second = right.element.location
      return (first?.file ?? "", first?.line ?? 0, first?.column ?? 0, left.offset)
        < (second?.file ?? "", second?.line ?? 0, second?.column ?? 0, right.offset)
    }.map(\.element)
  }
}
