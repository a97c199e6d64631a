/// Where a value was written: the layer it belongs to and, when a file says it, the place in that file.
package struct Origin: Hashable, Sendable {
  package var layer: Layer
  /// `nil` for what no file says: built-in defaults, `--set`, and what Compose supplied by itself.
  package var location: Location?

  package init(layer: Layer, location: Location? = nil) {
    self.layer = layer
    self.location = location
  }
}
