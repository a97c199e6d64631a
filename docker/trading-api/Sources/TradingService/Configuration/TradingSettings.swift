/// What becomes of orders.
package struct TradingSettings: Hashable, Sendable {
  package enum Mode: String, CaseIterable, Sendable {
    /// Filled at once at the quoted price where the limit allows it; what stays open is never filled.
    case simulated
    /// Filled when the quotes meet the limit, now or later.
    case paper
    /// Handed to the market. This example is connected to none, so an order stays open until it is cancelled.
    case live
  }

  package var mode: Mode
  /// Whether trading can be halted through the api.
  package var hasKillSwitch: Bool
  package var maxOrderQuantity: Int
}
