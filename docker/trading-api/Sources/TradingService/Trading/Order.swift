/// An order that was taken, as the api answers it.
package struct Order: Codable, Hashable, Sendable {
  package enum Status: String, CaseIterable, Codable, Sendable { case open, filled, cancelled }

  package var id: OrderID
  package var symbol: String
  package var side: Side
  package var quantity: Int
  package var limitPrice: Price
  package var status: Status
  /// What one piece was bought or sold for; nil until the order is filled.
  package var filledPrice: Price?
  /// The mode in which it was taken. An order stays in it when the environment changes its own.
  package var mode: TradingSettings.Mode
  package var createdAt: String

  enum CodingKeys: String, CodingKey {
    case id
    case symbol
    case side
    case quantity
    case limitPrice = "limit_price"
    case status
    case filledPrice = "filled_price"
    case mode
    case createdAt = "created_at"
  }
}

extension TradingSettings.Mode: Codable {}
