/// The name of a setting: its source and its path, such as `api.cors.allowed_origins`, `API_PORT` or
/// `services.api.deploy.replicas`.
package struct SettingKey: Hashable, Sendable, Comparable {
  package var source: Source
  package var path: String

  package init(_ source: Source, _ path: String) {
    self.source = source
    self.path = path
  }

  package static func < (left: SettingKey, right: SettingKey) -> Bool {
    left.source == right.source ? left.path < right.path : left.source < right.source
  }
}
