/// What the desk has done since it opened, and how it stands.
package struct DeskCounts: Hashable, Sendable {
  package var accepted = 0
  package var filled = 0
  package var cancelled = 0
  package var rejected = 0

  /// The rest is as the database says now.
  package var open = 0
  package var isHalted = false
  package var databaseBytes = 0
  package var walBytes = 0
}
