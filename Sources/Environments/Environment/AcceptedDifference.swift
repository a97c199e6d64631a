/// A difference somebody looked at and found right, with the reason: an entry of `configs/accepted-differences.yaml`.
package struct AcceptedDifference: Hashable, Sendable {
  /// In its path, `*` stands for one part, and at the end for all that follow.
  package let key: SettingKey
  /// What stands before the first `*`, the whole path where there is none: nothing else is worth a closer look.
  private let prefix: String
  /// The environments between which the difference is accepted.
  package var environments: [String]
  package var reason: String
  /// When given, the entry holds only while these are the values, by environment, as shown.
  package var values: [String: String]?
  package var location: Location

  package init(
    key: SettingKey, environments: [String], reason: String, values: [String: String]? = nil,
    location: Location
  ) {
    self.key = key
    prefix = String(key.path.prefix { $0 != "*" })
    self.environments = environments
    self.reason = reason
    self.values = values
    self.location = location
  }

  /// Whether it is about more than one key.
  var isPattern: Bool { Self.isPattern(key.path) }

  package static func isPattern(_ path: String) -> Bool { path.split(separator: ".").contains("*") }

  /// Whether it is about this key.
  func concerns(_ other: SettingKey) -> Bool {
    mayConcern(other) && Self.matches(key.path.utf8[...], other.path.utf8[...])
  }

  private func mayConcern(_ other: SettingKey) -> Bool {
    key.source == other.source && other.path.utf8.starts(with: prefix.utf8)
  }

  /// The keys of an environment that it is about, in their order. They stand together, as settings are sorted.
  func keys(of environment: Environment) -> [SettingKey] {
    // Texts of Unicode are not sorted by their bytes.
    guard prefix.utf8.allSatisfy({ $0 < 0x80 }) else {
      return environment.settings.map(\.key).filter(concerns)
    }
    var keys: [SettingKey] = []
    var index = environment.position(of: SettingKey(key.source, prefix))
    while index < environment.settings.count, mayConcern(environment.settings[index].key) {
      if concerns(environment.settings[index].key) { keys.append(environment.settings[index].key) }
      index += 1
    }
    return keys
  }

  /// Part by part, over the bytes: it is asked for every key of every environment before the first frame.
  private static func matches(_ pattern: Substring.UTF8View, _ path: Substring.UTF8View) -> Bool {
    var (pattern, path) = (pattern, path)
    while true {
      let wanted = pattern.prefix { $0 != UInt8(ascii: ".") }
      let part = path.prefix { $0 != UInt8(ascii: ".") }
      let isStar = wanted.elementsEqual("*".utf8)
      guard isStar || wanted.elementsEqual(part) else { return false }
      pattern = pattern[wanted.endIndex...]
      path = path[part.endIndex...]
      if pattern.isEmpty { return path.isEmpty || isStar }
      if path.isEmpty { return false }
      pattern = pattern.dropFirst()
      path = path.dropFirst()
    }
  }
}
