/// A difference somebody looked at and found right, with the reason: an entry of `configs/accepted-differences.yaml`.
package struct AcceptedDifference: Hashable, Sendable {
  /// In its path, `*` stands for one part, and at the end for all that follow.
  package var key: SettingKey
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
    key.source == other.source && Self.matches(key.path.utf8[...], other.path.utf8[...])
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
