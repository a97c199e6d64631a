/// What the trading desk knows about itself for the metrics; nil in a field is not told.
package struct DeskCounts: Hashable, Sendable {
  package var accepted = 0
  package var filled = 0
  package var cancelled = 0
  package var rejected = 0
  package var open = 0
  package var isHalted = false
  package var databaseBytes: Int?
  package var walBytes: Int?

  package init() {}
}
