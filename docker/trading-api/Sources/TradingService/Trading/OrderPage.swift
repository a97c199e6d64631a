/// Some of the orders, as the api answers them.
package struct OrderPage: Encodable, Hashable, Sendable {
  package var orders: [Order]
  /// The order to ask for more after; nil when there are no more.
  package var next: OrderID?
}
