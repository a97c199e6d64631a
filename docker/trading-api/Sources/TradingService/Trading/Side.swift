/// Which way an order goes.
package enum Side: String, CaseIterable, Codable, Sendable {
  case buy
  case sell
}
