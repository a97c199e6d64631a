/// Which engine answers at an endpoint, and its own clock.
package struct EngineIdentity: Hashable, Sendable {
  /// Made once for each engine's data folder: another one is another engine.
  package var id: String
  /// Nanoseconds since 1970.
  package var timeNanoseconds: Int

  package init(id: String, timeNanoseconds: Int) {
    self.id = id
    self.timeNanoseconds = timeNanoseconds
  }
}
