import Environments

/// What one file, or `--set`, says: its leaves by path, checked against the schema.
struct SettingsLayer {
  struct Leaf {
    var key: SchemaKey
    var node: YAMLNode
    /// Null for a value that interpolates, which is known only within an environment.
    var value: Value?
    var keyLocation: Location
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
