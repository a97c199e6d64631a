extension Configuration {
  /// What can be done where there is little to compare, in one line; `nil` where environments are declared, and where
  /// several were found.
  package var firstStep: String? {
    guard let first = environments.first else {
      return leftOut.chooseLines(beside: 0).first
        ?? "No environment here yet: triptych init --example writes three to start from."
    }
    guard environments.count == 1, let found = first.found else { return nil }
    let other = found.tier == .production ? "dev" : "prod"
    return "triptych init lets you launch it; compose.\(other).yaml adds one to compare."
  }
}
