/// One thing that a running environment must do: requests in order, each with what is expected of it.
package struct SmokeTest: Hashable, Sendable {
  package var name: String
  /// `nil` for a test that no tier demands.
  package var proves: SmokeProof?
  package var steps: [SmokeStep]
  package var location: Location?

  package init(
    name: String, proves: SmokeProof? = nil, steps: [SmokeStep], location: Location? = nil
  ) {
    self.name = name
    self.proves = proves
    self.steps = steps
    self.location = location
  }
}
