import Environments

/// The record of a watch: a history for each check, and the text of its changes.
struct HealthJournal: Sendable {
  private struct Key: Hashable {
    var environment: String
    var check: String
  }

  private let environments: [Environment]
  private var histories: [Key: CheckHistory] = [:]
  private let environmentWidth: Int
  private let checkWidth: Int

  init(_ environments: [Environment]) {
    self.environments = environments
    environmentWidth = environments.map(\.name.count).max() ?? 0
    checkWidth = environments.flatMap(\.effectiveChecks).map(\.name.count).max() ?? 0
  }

  func history(_ environment: String, _ check: String) -> CheckHistory? {
    histories[Key(environment: environment, check: check)]
  }

  /// Adds a result. Returns a line when the result differs from the previous one, such as
  /// `14:02:10  prod  api-live  unhealthy  status 503, expected 200  (before: ok for 14 min (56))`.
  mutating func take(_ result: CheckResult, of environment: String, at: Int) -> String? {
    let key = Key(environment: environment, check: result.check.name)
    let before = histories[key]
    let wasFlapping = before?.isFlapping ?? false
    let isChange = histories[key, default: CheckHistory()].add(result, at: at)
    let isFlapping = histories[key]?.isFlapping ?? false
    guard isChange || isFlapping != wasFlapping else { return nil }
    let now = PointInTime.now
    var line =
      CivilTime(at, utcOffsetMinutes: now.offsetMinutes).timeOfDay + "  " + subject(key)
      + "  " + result.verdict.word.padded(to: 9) + "  " + result.reason
    if let before, let streak = before.streak, isChange {
      line += "  (before: \(streak.text(now: at, utcOffsetMinutes: now.offsetMinutes)))"
    }
    if isFlapping != wasFlapping { line += isFlapping ? "  (flapping)" : "  (steady again)" }
    return line
  }

  /// A line for each check: its streak, its latency, and how often it changed.
  func summary(now: PointInTime) -> String {
    let lines = environments.flatMap { environment in
      environment.effectiveChecks.compactMap { check in
        line(of: Key(environment: environment.name, check: check.name), now)
      }
    }
    return lines.isEmpty ? "nothing was checked" : lines.joined(separator: "\n")
  }

  private func line(of key: Key, _ now: PointInTime) -> String? {
    guard let history = histories[key] else { return nil }
    let latency = Latency(history).map { $0.parts.joined(separator: ", ") } ?? "nothing passed"
    let changes = history.changeCount == 1 ? "1 change" : "\(history.changeCount) changes"
    let words = history.text(now: now.seconds, utcOffsetMinutes: now.offsetMinutes)
    return [subject(key), words, latency, changes].joined(separator: "  ")
  }

  private func subject(_ key: Key) -> String {
    key.environment.padded(to: environmentWidth) + "  " + key.check.padded(to: checkWidth)
  }
}
