/// A difference somebody looked at and found right, with the reason: an entry of `configs/accepted-differences.yaml`.
package struct AcceptedDifference: Hashable, Sendable {
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
}
