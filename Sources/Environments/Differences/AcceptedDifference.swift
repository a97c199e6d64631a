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

  static func isPattern(_ path: String) -> Bool { path.split(separator: ".").contains("*") }

  /// Whether it is about this key.
  func concerns(_ other: SettingKey) -> Bool {
    guard isPattern else { return key == other }
    guard key.source == other.source else { return false }
    let pattern = key.path.split(separator: ".", omittingEmptySubsequences: false)
    let parts = other.path.split(separator: ".", omittingEmptySubsequences: false)
    guard pattern.last == "*" ? parts.count >= pattern.count : parts.count == pattern.count else {
      return false
    }
    return zip(pattern, parts).allSatisfy { $0 == "*" || $0 == $1 }
  }
}
