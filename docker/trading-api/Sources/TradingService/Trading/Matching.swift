extension TradingSettings.Mode {
  /// Whether an order that stayed open may be filled by a later quote.
  package var fillsLater: Bool { self == .paper }

  /// What a new order is filled for at `quote`; nil when it stays open.
  ///
  /// Whoever buys pays no more than the limit and whoever sells gets no less; both get the quote, which may be
  /// better.
  package func fillPrice(of request: OrderRequest, at quote: Price?) -> Price? {
    guard self != .live, let quote else { return nil }
    let isMet = request.side == .buy ? quote <= request.limitPrice : quote >= request.limitPrice
    return isMet ? quote : nil
  }
}

extension QuoteBook {
  package func price(of symbol: String) -> Price? {
    quotes.first { $0.symbol == symbol }.flatMap { Price($0.price) }
  }
}
