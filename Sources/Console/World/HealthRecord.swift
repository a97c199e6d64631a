import Environments

/// The known health of one environment.
struct HealthRecord: Hashable, Sendable {
  /// The names of the running checks.
  var running: Set<String> = []
  /// The last start of each check, by its name, in seconds since 1970.
  var startedAt: [String: Int] = [:]
  /// The last result of each check.
  var report: HealthReport?
  /// The history of each check, by its name.
  var histories: [String: CheckHistory] = [:]

  var isChecking: Bool { !running.isEmpty }

  /// Adds one result, in the order of the declared checks.
  mutating func take(_ result: CheckResult, at: Int, of environment: Environment) {
    running.remove(result.check.name)
    histories[result.check.name, default: CheckHistory()].add(result, at: at)
    let order = environment.effectiveChecks.map(\.name)
    var results = (report?.results ?? []).filter { $0.check.name != result.check.name }
    let position = order.firstIndex(of: result.check.name) ?? order.count
    let place = results.firstIndex {
      (order.firstIndex(of: $0.check.name) ?? order.count) > position
    }
    results.insert(result, at: place ?? results.count)
    report = HealthReport(
      environment: environment.name, results: results, startedAt: at,
      tookMilliseconds: (results.map(\.tookMicroseconds).max() ?? 0) / 1000)
  }

  /// Takes a complete report.
  mutating func take(_ whole: HealthReport) {
    running = []
    report = whole
    for result in whole.results {
      histories[result.check.name, default: CheckHistory()].add(result, at: whole.startedAt)
    }
  }

  /// Removes the checks that are no longer declared.
  mutating func keep(_ names: Set<String>) {
    running.formIntersection(names)
    startedAt = startedAt.filter { names.contains($0.key) }
    histories = histories.filter { names.contains($0.key) }
    report?.results.removeAll { !names.contains($0.check.name) }
  }
}
