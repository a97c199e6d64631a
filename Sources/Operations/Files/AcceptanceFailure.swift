/// The reason why an acceptance is not written, as a sentence.
package struct AcceptanceFailure: Error, Hashable, Sendable, CustomStringConvertible {
  package var description: String
  /// The entry to add by hand; `nil` when that would not help.
  package var entry: String?

  init(_ description: String, entry: String? = nil) {
    self.description = description
    self.entry = entry
  }
}
