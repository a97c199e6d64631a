/// The result of loading: environments, accepted differences and all problems.
package struct Configuration: Hashable, Sendable {
  /// Development first, production last; within a tier by name.
  package var environments: [Environment]
  package var accepted: [AcceptedDifference]
  /// The problems of the files themselves, in the order of files and lines.
  package var diagnostics: [Diagnostic]
  /// The violations of rules. They are computed again when an environment's Compose model is resolved.
  package var violations: [Diagnostic]
  /// The files to watch: every file that was read, relative to the root.
  package var files: [String]
  /// What the repository holds besides the environments that were found in it; empty where they are declared.
  package var leftOut = LeftOut()

  package init(
    environments: [Environment] = [], accepted: [AcceptedDifference] = [],
    diagnostics: [Diagnostic] = [], violations: [Diagnostic] = [], files: [String] = []
  ) {
    self.environments = environments
    self.accepted = accepted
    self.diagnostics = diagnostics
    self.violations = violations
    self.files = files
  }

  /// All problems, those of the files first.
  package var problems: [Diagnostic] { diagnostics + violations }
}

/// A difference that is intended, with the reason: an entry of `configs/accepted-differences.yaml`.
package struct AcceptedDifference: Hashable, Sendable {
  /// In the path, `*` matches one part, or all remaining parts at the end.
  package let key: SettingKey
  /// The part of the path before the first `*`, or the whole path. Keys without this prefix are skipped.
  private let prefix: String
  /// Whether the entry can match more than one key.
  let isPattern: Bool
  /// The environments between which the difference is accepted.
  package var environments: [String]
  package var reason: String
  /// The accepted values, as shown, by environment; the entry applies only to them. `nil` for any values.
  package var values: [String: String]?
  package var location: Location

  package init(
    key: SettingKey, environments: [String], reason: String, values: [String: String]? = nil,
    location: Location
  ) {
    self.key = key
    prefix = String(key.path.prefix { $0 != "*" })
    isPattern = Self.isPattern(key.path)
    self.environments = environments
    self.reason = reason
    self.values = values
    self.location = location
  }

  package static func isPattern(_ path: String) -> Bool { path.split(separator: ".").contains("*") }

  /// Whether the entry matches a key.
  func concerns(_ other: SettingKey) -> Bool {
    mayConcern(other) && Self.matches(key.path.utf8.span, other.path.utf8.span)
  }

  private func mayConcern(_ other: SettingKey) -> Bool {
    key.source == other.source && other.path.utf8.starts(with: prefix.utf8)
  }

  /// The keys of an environment that the entry matches, in order. Those with the prefix are adjacent, since
  /// settings are sorted.
  func keys(of environment: Environment) -> [SettingKey] {
    var keys: [SettingKey] = []
    var index = environment.position(of: SettingKey(key.source, prefix))
    while index < environment.settings.count, mayConcern(environment.settings[index].key) {
      if concerns(environment.settings[index].key) { keys.append(environment.settings[index].key) }
      index += 1
    }
    return keys
  }

  /// Compares part by part, over the bytes: this runs for every key of every environment before the first frame.
  private static func matches(_ pattern: Swift.Span<UInt8>, _ path: Swift.Span<UInt8>) -> Bool {
    var (patternStart, pathStart) = (0, 0)
    while true {
      let patternEnd = endOfPart(pattern, from: patternStart)
      let pathEnd = endOfPart(path, from: pathStart)
      let wanted = pattern.extracting(patternStart..<patternEnd)
      let isStar = wanted.count == 1 && wanted[0] == UInt8(ascii: "*")
      guard isStar || areEqual(wanted, path.extracting(pathStart..<pathEnd)) else { return false }
      if patternEnd == pattern.count { return pathEnd == path.count || isStar }
      if pathEnd == path.count { return false }
      (patternStart, pathStart) = (patternEnd + 1, pathEnd + 1)
    }
  }

  private static func endOfPart(_ bytes: Swift.Span<UInt8>, from start: Int) -> Int {
    var index = start
    while index < bytes.count, bytes[index] != UInt8(ascii: ".") { index += 1 }
    return index
  }

  private static func areEqual(_ left: Swift.Span<UInt8>, _ right: Swift.Span<UInt8>) -> Bool {
    guard left.count == right.count else { return false }
    for index in left.indices where left[index] != right[index] { return false }
    return true
  }
}
