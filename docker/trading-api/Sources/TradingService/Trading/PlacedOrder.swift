/// An order that was taken now, or earlier with the same key.
package struct PlacedOrder: Hashable, Sendable {
  package var order: Order
  package var isReplayed: Bool

  package init(order: Order, isReplayed: Bool) {
    self.order = order
    self.isReplayed = isReplayed
  }
}
