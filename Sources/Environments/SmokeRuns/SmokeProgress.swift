/// Which test of a run has its turn.
package struct SmokeProgress: Hashable, Sendable {
  package var test: String
  /// From 1.
  package var number: Int
  package var count: Int

  package init(test: String, number: Int, count: Int) {
    self.test = test
    self.number = number
    self.count = count
  }

  /// Such as `2 of 7: wrong-key-refused`.
  package var text: String { "\(number) of \(count): \(test)" }
}
