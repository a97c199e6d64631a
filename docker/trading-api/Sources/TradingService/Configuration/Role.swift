/// What one process of the image does.
package enum Role: String, CaseIterable, Sendable {
  /// Answers clients; owns the host port.
  case api
  /// Makes the prices; any number of them.
  case quotes
}
