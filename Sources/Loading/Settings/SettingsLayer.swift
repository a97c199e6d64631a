import Environments

/// What one file, or `--set`, says: its leaves by path, checked against the schema.
struct SettingsLayer {
  /// Never changed, and shared by all environments that the layer is part of: one reference is copied, not ten.
  final class Leaf: Sendable {
    let key: SchemaKey
    let node: YAMLNode
    /// `nil` for a value that interpolates, which is known only within an environment.
    let value: Value?
    let keyLocation: Location

    init(key: SchemaKey, entry: YAMLNode.Entry, value: Value?) {
      self.key = key
      node = entry.value
      self.value = value
      keyLocation = entry.keyLocation
    }
  }

  var file: String
  /// False when the file could not be read as settings at all, which has been told.
  var isReadable = true
  var leaves: [String: Leaf] = [:]
  /// The names of each collection, such as `health.checks`, in the order of the file.
  var names: [String: [String]] = [:]
  /// Where each section and each entry of a collection starts.
  var places: [String: Location] = [:]
}
