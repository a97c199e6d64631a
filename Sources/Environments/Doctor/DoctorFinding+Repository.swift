extension DoctorFinding {
  /// Whether there is something to look at, and whether it can be read.
  package static func repository(_ configuration: Configuration, root: String) -> DoctorFinding {
    let errors = configuration.problems.count { $0.severity == .error }
    let names = configuration.environments.map(\.name)
    guard !names.isEmpty else {
      return DoctorFinding(
        .root, .fail, "\(root.spelledOut) has no environment",
        fix: "-C DIR names another root; configs/environment/*.yaml are what is looked for")
    }
    let found = "\(names.count) \(names.count == 1 ? "environment" : "environments")"
    guard errors == 0 else {
      return DoctorFinding(
        .root, .warn, "\(root.spelledOut): \(found), \(errors) \(errors == 1 ? "error" : "errors")",
        fix: "triptych validate names each with its place")
    }
    return DoctorFinding(.root, .ok, "\(root.spelledOut): \(found)")
  }
}
