import Environments

extension Model {
  /// The check that is shown with its history; `nil` elsewhere, and when nothing is known of it.
  var shownHistory: CheckHistory? {
    guard case .check(let environment, let check) = place else { return nil }
    return health[environment]?.histories[check]
  }

  func declaredCheck(_ environment: String, _ check: String) -> Check? {
    environments.first { $0.name == environment }?.effectiveChecks.first { $0.name == check }
      ?? lastResult(environment, check)?.check
  }

  func lastResult(_ environment: String, _ check: String) -> CheckResult? {
    health[environment]?.report?.results.first { $0.check.name == check }
  }

  /// A result of the shown check, counted from the newest.
  func pastResult(_ index: Int) -> CheckHistory.Entry? {
    guard let entries = shownHistory?.entries, index < entries.count else { return nil }
    return entries[entries.count - 1 - index]
  }

  func pastResultItems(_ environment: String, _ check: String) -> [ListItem] {
    let entries = health[environment]?.histories[check]?.entries ?? []
    guard !entries.isEmpty else { return [.note("Not checked yet; c checks it.")] }
    return entries.indices.map(ListItem.pastResult)
  }
}
