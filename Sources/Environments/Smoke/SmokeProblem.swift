/// Why a step ends its test, in words.
package struct SmokeProblem: Error, Hashable, Sendable {
  package var reason: String
  package init(_ reason: String) { self.reason = reason }
}
