/// An amount and the way the operator wrote it. Two quantities are equal when their amounts are.
package struct Quantity: Hashable, Sendable {
  package var amount: Int
  package var written: String

  package init(_ amount: Int, written: String) {
    self.amount = amount
    self.written = written
  }

  package static func == (left: Quantity, right: Quantity) -> Bool { left.amount == right.amount }

  package func hash(into hasher: inout Hasher) { hasher.combine(amount) }
}
