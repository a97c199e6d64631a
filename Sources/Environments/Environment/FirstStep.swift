extension Configuration {
  /// What can be done where there is little to compare, in one line; `nil` where environments are declared, and where
  /// several were found.
  package var firstStep: String? {
    guard let first = environments.first else {
      return leftOut.chooseLines(beside: 0).first
        ?? "No environment here yet: triptych init --example writes three to start from."
    }
    guard environments.count == 1, first.found != nil else { return nil }
    return "triptych init lets you launch it; \(first.fileToCompare) adds one to compare."
  }

  /// What can be done to compare an environment where no other is compared with it, as a sentence.
  package func firstStep(toCompare environment: Environment) -> String {
    if let other = environments.first(where: { $0.name != environment.name }) {
      return "Name another one: triptych diff \(environment.name) \(other.name)"
    }
    return "Another file adds one: \(environment.fileToCompare)"
  }
}

extension Environment {
  /// The file that would give another environment to compare with this one.
  fileprivate var fileToCompare: String {
    let other = (found?.tier ?? tier) == .production ? "dev" : "prod"
    return found == nil ? "configs/environment/\(other).yaml" : "compose.\(other).yaml"
  }
}
