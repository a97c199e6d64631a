import Environments

/// One `${V}` in a Compose file.
package struct VariableReference: Hashable, Sendable {
  package var name: String
  /// `${V:-d}` and `${V-d}`: absence is provided for. So it is with `${V:+r}` and `${V+r}`.
  package var hasDefault: Bool
  /// `${V:?e}` and `${V?e}`: Compose refuses to go on without it.
  package var isRequired: Bool
  /// Where the value that holds it begins.
  package var location: Location

  package init(name: String, hasDefault: Bool, isRequired: Bool, location: Location) {
    self.name = name
    self.hasDefault = hasDefault
    self.isRequired = isRequired
    self.location = location
  }
}
