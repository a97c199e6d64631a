/// What is owned of one symbol, or owed when the quantity is negative.
///
/// The average price is the exact mean while a position grows. Shown and kept on reducing, it is rounded to
/// ten-thousandths of a dollar, half to even, and reducing does not move it. Through zero, a position starts anew.
package struct Position: Hashable, Sendable {
  package var symbol: String
  package private(set) var quantity: Int
  /// What the quantity cost, in ten-thousandths of a dollar; never negative.
  package private(set) var cost: Int

  package init(symbol: String, quantity: Int = 0, cost: Int = 0) {
    self.symbol = symbol
    self.quantity = quantity
    self.cost = cost
  }

  /// What one piece cost; nil when nothing is held.
  package var averagePrice: Price? {
    guard quantity != 0 else { return nil }
    let pieces = Int(quantity.magnitude)
    let (whole, rest) = cost.quotientAndRemainder(dividingBy: pieces)
    let isUp = rest > pieces - rest || (rest == pieces - rest && !whole.isMultiple(of: 2))
    return Price(tenThousandths: whole + (isUp ? 1 : 0))
  }

  /// The position after so many pieces were bought or sold; nil when it would be too large to count.
  package func after(_ side: Side, _ pieces: Int, at price: Price) -> Position? {
    let change = side == .buy ? pieces : -pieces
    let (sum, isTooMany) = quantity.addingReportingOverflow(change)
    guard !isTooMany, sum != .min else { return nil }
    var after = self
    after.quantity = sum
    if quantity.signum() * change.signum() >= 0 {
      guard let added = Self.product(pieces, price) else { return nil }
      let (cost, isTooMuch) = cost.addingReportingOverflow(added)
      guard !isTooMuch else { return nil }
      after.cost = cost
    } else {
      let isReduced = sum.signum() == quantity.signum()
      guard let cost = Self.product(Int(sum.magnitude), isReduced ? averagePrice : price)
      else { return nil }
      after.cost = cost
    }
    return after
  }

  private static func product(_ pieces: Int, _ price: Price?) -> Int? {
    guard let price else { return 0 }
    let (product, isTooMuch) = pieces.multipliedReportingOverflow(by: price.tenThousandths)
    return isTooMuch ? nil : product
  }
}

extension Position: Encodable {
  enum CodingKeys: String, CodingKey {
    case symbol
    case quantity
    case averagePrice = "average_price"
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(symbol, forKey: .symbol)
    try container.encode(quantity, forKey: .quantity)
    try container.encodeIfPresent(averagePrice, forKey: .averagePrice)
  }
}
